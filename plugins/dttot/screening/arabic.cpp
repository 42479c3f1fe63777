#include "arabic.h"

#include <algorithm>
#include <utility>

namespace dttot::screening {

namespace {

using Name = std::pair<std::u16string_view, std::string_view>;

/// With plain alef and ya, and ha for ta marbuta; the article is left out. Names that their consonants alone do not
/// give, and those that are all vowels.
constexpr Name names[] = {
    {u"محمد", "muhammad"},
    {u"احمد", "ahmad"},
    {u"محمود", "mahmud"},
    {u"حامد", "hamid"},
    {u"حميد", "hamid"},
    {u"حمد", "hamad"},
    {u"علي", "ali"},
    {u"عمر", "umar"},
    {u"عمرو", "amr"},
    {u"عثمان", "usman"},
    {u"حسن", "hasan"},
    {u"حسين", "husain"},
    {u"حسان", "hassan"},
    {u"يوسف", "yusuf"},
    {u"يونس", "yunus"},
    {u"ابراهيم", "ibrahim"},
    {u"اسماعيل", "ismail"},
    {u"اسحاق", "ishaq"},
    {u"يعقوب", "yaqub"},
    {u"موسي", "musa"},
    {u"عيسي", "isa"},
    {u"داود", "dawud"},
    {u"داوود", "dawud"},
    {u"سليمان", "sulaiman"},
    {u"سلمان", "salman"},
    {u"سليم", "salim"},
    {u"سالم", "salim"},
    {u"صالح", "salih"},
    {u"يحيي", "yahya"},
    {u"زكريا", "zakaria"},
    {u"هارون", "harun"},
    {u"ادريس", "idris"},
    {u"ايوب", "ayyub"},
    {u"نوح", "nuh"},
    {u"ادم", "adam"},
    {u"لقمان", "luqman"},
    {u"خالد", "khalid"},
    {u"وليد", "walid"},
    {u"سعيد", "said"},
    {u"سعد", "saad"},
    {u"اسعد", "asad"},
    {u"رشيد", "rashid"},
    {u"راشد", "rashid"},
    {u"طارق", "tariq"},
    {u"طالب", "talib"},
    {u"طه", "taha"},
    {u"ياسين", "yasin"},
    {u"ياسر", "yasir"},
    {u"عمار", "ammar"},
    {u"انس", "anas"},
    {u"بلال", "bilal"},
    {u"جابر", "jabir"},
    {u"جمال", "jamal"},
    {u"جميل", "jamil"},
    {u"جعفر", "jafar"},
    {u"حمزه", "hamzah"},
    {u"حمدان", "hamdan"},
    {u"طلحه", "talhah"},
    {u"زيد", "zaid"},
    {u"زياد", "ziyad"},
    {u"زبير", "zubair"},
    {u"مصطفي", "mustafa"},
    {u"مرتضي", "murtada"},
    {u"مجتبي", "mujtaba"},
    {u"منصور", "mansur"},
    {u"منير", "munir"},
    {u"ناصر", "nasir"},
    {u"نصر", "nasr"},
    {u"نبيل", "nabil"},
    {u"نور", "nur"},
    {u"سيف", "saif"},
    {u"شريف", "sharif"},
    {u"شفيق", "shafiq"},
    {u"صادق", "sadiq"},
    {u"صلاح", "salah"},
    {u"صدام", "saddam"},
    {u"صهيب", "suhaib"},
    {u"سهيل", "suhail"},
    {u"سامي", "sami"},
    {u"سمير", "samir"},
    {u"عادل", "adil"},
    {u"عدنان", "adnan"},
    {u"عامر", "amir"},
    {u"امير", "amir"},
    {u"امين", "amin"},
    {u"ايمن", "ayman"},
    {u"اسامه", "usamah"},
    {u"انور", "anwar"},
    {u"اكرم", "akram"},
    {u"اشرف", "ashraf"},
    {u"باسم", "basim"},
    {u"بدر", "badr"},
    {u"بكر", "bakr"},
    {u"بشير", "bashir"},
    {u"بشار", "bashar"},
    {u"حافظ", "hafiz"},
    {u"حبيب", "habib"},
    {u"حكيم", "hakim"},
    {u"خليل", "khalil"},
    {u"رفيق", "rafiq"},
    {u"رياض", "riyad"},
    {u"رمضان", "ramadan"},
    {u"رحمن", "rahman"},
    {u"رحيم", "rahim"},
    {u"رؤوف", "rauf"},
    {u"روف", "rauf"},
    {u"غريب", "gharib"},
    {u"فاروق", "faruq"},
    {u"فارس", "faris"},
    {u"فهد", "fahd"},
    {u"فواد", "fuad"},
    {u"فيصل", "faisal"},
    {u"فتحي", "fathi"},
    {u"فريد", "farid"},
    {u"قاسم", "qasim"},
    {u"قادر", "qadir"},
    {u"كريم", "karim"},
    {u"كمال", "kamal"},
    {u"كرم", "karam"},
    {u"لطيف", "latif"},
    {u"مالك", "malik"},
    {u"ماجد", "majid"},
    {u"مجيد", "majid"},
    {u"مهدي", "mahdi"},
    {u"مروان", "marwan"},
    {u"مسعود", "masud"},
    {u"معاذ", "muaz"},
    {u"نجيب", "najib"},
    {u"هاشم", "hashim"},
    {u"هشام", "hisham"},
    {u"هاني", "hani"},
    {u"هادي", "hadi"},
    {u"وسيم", "wasim"},
    {u"واحد", "wahid"},
    {u"وحيد", "wahid"},
    {u"وهاب", "wahab"},
    {u"عزيز", "aziz"},
    {u"غفور", "ghafur"},
    {u"غفار", "ghaffar"},
    {u"باسط", "basit"},
    {u"جليل", "jalil"},
    {u"جبار", "jabbar"},
    {u"جلال", "jalal"},
    {u"ستار", "sattar"},
    {u"سلام", "salam"},
    {u"صمد", "samad"},
    {u"خالق", "khaliq"},
    {u"رزاق", "razzaq"},
    {u"حق", "haq"},
    {u"دين", "din"},
    {u"الله", "allah"},
    {u"عبدالله", "abdullah"},
    {u"عبد", "abd"},
    {u"ابو", "abu"},
    {u"ابي", "abu"},
    {u"ام", "ummu"},
    {u"بن", "bin"},
    {u"ابن", "ibn"},
    {u"بنت", "binti"},
    {u"شيخ", "syekh"},
    {u"حاج", "haji"},
    {u"فاطمه", "fatimah"},
    {u"عايشه", "aisyah"},
    {u"خديجه", "khadijah"},
    {u"مريم", "maryam"},
    {u"زينب", "zainab"},
    {u"امنه", "aminah"},
    {u"حليمه", "halimah"},
    {u"سلمي", "salma"},
    {u"ليلي", "laila"},
    {u"نوره", "nurah"},
    {u"هدي", "huda"},
    {u"حبيبالله", "habibullah"},
};

char16_t plainLetter(char16_t c) {
    switch (c) {
    case u'آ':
    case u'أ':
    case u'إ':
    case u'ٱ':
        return u'ا';
    case u'ى':
    case u'ی':
    case u'ئ':
        return u'ي';
    case u'ؤ':
        return u'و';
    case u'ة':
    case u'ہ':
    case u'ۀ':
        return u'ه';
    case u'ک':
        return u'ك';
    default:
        return c;
    }
}

bool isMark(char16_t c) {
    return (c >= 0x064B && c <= 0x065F) || c == 0x0670 || c == 0x0640 || (c >= 0x0610 && c <= 0x061A) || c == u'ء';
}

std::string_view consonant(char16_t c) {
    constexpr std::pair<char16_t, std::string_view> letters[] = {
        {u'ب', "b"},  {u'ت', "t"},  {u'ث', "th"}, {u'ج', "j"},  {u'ح', "h"},  {u'خ', "kh"}, {u'د', "d"}, {u'ذ', "dh"},
        {u'ر', "r"},  {u'ز', "z"},  {u'س', "s"},  {u'ش', "sh"}, {u'ص', "s"},  {u'ض', "d"},  {u'ط', "t"}, {u'ظ', "z"},
        {u'غ', "gh"}, {u'ف', "f"},  {u'ق', "q"},  {u'ك', "k"},  {u'ل', "l"},  {u'م', "m"},  {u'ن', "n"}, {u'ه', "h"},
        {u'پ', "p"},  {u'چ', "ch"}, {u'ڤ', "v"},  {u'گ', "g"},  {u'ژ', "zh"}, {u'ٹ', "t"},  {u'ڈ', "d"}, {u'ڑ', "r"},
    };
    const auto* found = std::ranges::find(letters, c, &std::pair<char16_t, std::string_view>::first);
    return found == std::end(letters) ? std::string_view() : found->second;
}

std::string_view knownName(std::u16string_view word) {
    const auto* found = std::ranges::find(names, word, &Name::first);
    return found == std::end(names) ? std::string_view() : found->second;
}

/// "و" and "ي" are consonants at the beginning only; elsewhere they mostly are vowels.
std::string consonantsOf(std::u16string_view word) {
    std::string out;
    if (word.front() == u'و' || word.front() == u'ي') {
        out = word.front() == u'و' ? "w" : "y";
    }
    for (const char16_t c : word) {
        out += consonant(c);
    }
    return out;
}

} // namespace

bool isArabic(std::int32_t codePoint) {
    return (codePoint >= 0x0610 && codePoint <= 0x061A) || (codePoint >= 0x0620 && codePoint <= 0x065F)
           || (codePoint >= 0x066E && codePoint <= 0x06D3);
}

std::string romanisedArabic(std::u16string_view word) {
    constexpr std::u16string_view article = u"ال";
    constexpr std::u16string_view servant = u"عبد";
    std::u16string plain;
    std::ranges::copy_if(word, std::back_inserter(plain), [](char16_t c) { return !isMark(c); });
    std::ranges::transform(plain, plain.begin(), plainLetter);
    std::u16string_view rest = plain;
    if (rest.empty()) {
        return {};
    }
    if (const std::string_view known = knownName(rest); !known.empty()) {
        return std::string(known);
    }
    std::string out;
    if (rest.size() > servant.size() + article.size() && rest.starts_with(servant)) {
        rest.remove_prefix(servant.size());
        out = "abd ";
    }
    if (rest.size() > article.size() + 1 && rest.starts_with(article)) {
        rest.remove_prefix(article.size());
        out += "al-";
    }
    const std::string_view known = knownName(rest);
    return out.append(known.empty() ? consonantsOf(rest) : known);
}

} // namespace dttot::screening
