-- Units that come with the module; companies add their own. A factor is how many of the first-named reference one is.
INSERT INTO inventory_unit_category (uuid, name) VALUES
    ('957cc73a-04d2-54e0-9c1b-f978a98267d8', 'Pieces'),
    ('a128466a-a94b-58b9-8a2c-0537de8e468a', 'Weight'),
    ('a93027f1-91af-5aa7-9624-030f55d9485e', 'Volume'),
    ('f7cc5660-53cf-5564-9f33-bdefd6893bcd', 'Length'),
    ('ba173269-6b78-585f-bfc4-4a271687dc1f', 'Time');

INSERT INTO inventory_unit (uuid, code, name, category_id, factor, digits)
SELECT v.uuid, v.code, v.name, c.id, v.factor, v.digits FROM (
    SELECT 'b44c881b-b754-51b1-b4bd-59f636689efa' AS uuid, 'pcs' AS code, 'Piece' AS name, 'Pieces' AS category, CAST(1000000000000 AS BIGINT) AS factor, CAST(0 AS BIGINT) AS digits
    UNION ALL SELECT 'fcfe8f55-4874-5359-8292-c8c679cf1e30', 'pair', 'Pair', 'Pieces', 2000000000000, 0
    UNION ALL SELECT '138c6b66-5e09-5c4a-af42-6d7ead717e45', 'dozen', 'Dozen', 'Pieces', 12000000000000, 0
    UNION ALL SELECT '0cc0e62c-8ef3-5c35-93af-a664368e0371', 'box100', 'Box of 100', 'Pieces', 100000000000000, 0
    UNION ALL SELECT 'cf625a22-8168-5b3c-a2f1-b57b6586603a', 'g', 'Gram', 'Weight', 1000000000, 0
    UNION ALL SELECT 'd49b5914-2ba1-5a2c-a7b7-f609488770fc', 'kg', 'Kilogram', 'Weight', 1000000000000, 3
    UNION ALL SELECT '6fe8a9f4-ce01-5419-916b-ab4c8d8cd0c7', 't', 'Tonne', 'Weight', 1000000000000000, 6
    UNION ALL SELECT '892b3559-4ff9-553e-b1ca-2db8528a7464', 'ml', 'Millilitre', 'Volume', 1000000000, 0
    UNION ALL SELECT 'd8f4ac05-6a1d-5620-a2f7-0a24e5fda6a2', 'l', 'Litre', 'Volume', 1000000000000, 3
    UNION ALL SELECT '109c5303-9cec-5714-9288-d6e4916edd58', 'm3', 'Cubic metre', 'Volume', 1000000000000000, 6
    UNION ALL SELECT '22900a29-1b65-5139-9e17-0684d4172474', 'cm', 'Centimetre', 'Length', 10000000000, 1
    UNION ALL SELECT 'b3cf0e28-2b46-5a4a-a75e-59c3b979215d', 'm', 'Metre', 'Length', 1000000000000, 3
    UNION ALL SELECT '7ec0faa3-bedd-5e62-8f7d-01ea5f0597ae', 'km', 'Kilometre', 'Length', 1000000000000000, 6
    UNION ALL SELECT '687209c7-5816-5111-b86b-2ae33f29661e', 'min', 'Minute', 'Time', 1000000000000, 0
    UNION ALL SELECT 'bc8fcfc3-b4d0-5e4b-b359-9019044aeb72', 'h', 'Hour', 'Time', 60000000000000, 2
    UNION ALL SELECT '9306c0c7-b516-52fb-817c-b88e5b7ab59e', 'day', 'Day of eight hours', 'Time', 480000000000000, 3
) v JOIN inventory_unit_category c ON c.name = v.category;
