"""The same books and the same stock in Tenon and in Tryton, and the same things done with them."""
