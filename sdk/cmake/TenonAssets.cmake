# tenon_embed_assets(target symbol folder pattern...): puts files into the target's library as the C symbol `symbol`, a
# tenon::AssetTable. The files' bytes are taken by the assembler; a change of one of them rebuilds the table.
function(tenon_embed_assets target symbol folder)
    set(files "")
    foreach(pattern IN LISTS ARGN)
        file(GLOB found CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/${pattern})
        list(APPEND files ${found})
    endforeach()
    list(SORT files)

    set(bytes "")
    set(entries "")
    set(absolute "")
    set(number 0)
    foreach(file IN LISTS files)
        set(label "${symbol}_${number}")
        string(APPEND bytes "asm(\".section .rodata\\n.global ${label}\\n.hidden ${label}\\n${label}:\\n.incbin \\\"${folder}/${file}\\\"\\n"
                            ".global ${label}_end\\n.hidden ${label}_end\\n${label}_end:\\n.byte 0\\n.previous\\n\");\n"
                            "extern \"C\" __attribute__((visibility(\"hidden\"))) const char ${label}[], ${label}_end[];\n")
        string(APPEND entries "    {\"${file}\", ${label}, 0},\n")
        string(APPEND sizes "    table[${number}].size = static_cast<std::size_t>(${label}_end - ${label});\n")
        list(APPEND absolute ${folder}/${file})
        math(EXPR number "${number} + 1")
    endforeach()

    set(source ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp)
    string(CONCAT text "#include <tenon/asset.h>\n\n#include <array>\n\n${bytes}\nnamespace {\n\n"
           "std::array<tenon::Asset, ${number}> table{{\n${entries}}};\n\n} // namespace\n\n"
             "extern \"C\" __attribute__((visibility(\"hidden\"))) tenon::AssetTable ${symbol}() {\n"
             "    [[maybe_unused]] static const bool measured = [] {\n${sizes}        return true;\n    }();\n"
             "    return {table.data(), table.size()};\n}\n")
    file(GENERATE OUTPUT ${source} CONTENT "${text}")
    set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${absolute}" SKIP_PRECOMPILE_HEADERS ON)
    target_sources(${target} PRIVATE ${source})
endfunction()
