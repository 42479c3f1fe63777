#pragma once

#include <tenon/arithmetic.h>
#include <tenon/caller.h>
#include <tenon/export.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What other modules ask of the stock: moving goods, reserving them, how much there is.
///
/// The module that calls has checked what the caller may do; these functions check the rules of the warehouse and leave
/// rows in the audit trail under the caller's name. They join the transaction they are called in, so that a document
/// and its movements are stored together or not at all; a movement takes its product's turn from there until the
/// commit. Who moves several products in one transaction does so in the order of their ids. All are safe to call from
/// many threads. In the module's name: TENON_MODULE(sales, "1.0.0", "inventory").
namespace inventory {

/// Where goods are, seen from the company.
enum class Place {
    Storage,    ///< In a warehouse
    Supplier,   ///< Not received yet, or given back
    Customer,   ///< Delivered
    Production, ///< Used up or made
    Lost,       ///< Found to be missing by a count, or come from nowhere
    Transit     ///< On the way between warehouses; still the company's
};

/// Goods from one location to another.
struct NewMovement {
    std::int64_t company = 0;
    std::int64_t product = 0;
    std::int64_t from = 0;                  ///< A location; see Stock::locationFor
    std::int64_t to = 0;                    ///< Another location of the company
    tenon::Decimal quantity;                ///< Above zero
    std::string unit;                       ///< Of `quantity`; empty: the product's
    std::optional<tenon::Decimal> unitCost; ///< Of a receipt, for one `unit`; without: the last known cost
    std::optional<std::int64_t> lot;        ///< Required where the product is tracked
    std::optional<tenon::Date> date;        ///< Planned, or effective; without: today
    std::string reference;
    std::string sourceModel; ///< What the movement is for: "sales_order"
    std::string sourceId;    ///< "17"
};

/// A movement as it is stored. Quantities are in the product's unit, values in the company's currency.
struct Movement {
    std::int64_t id = 0;
    std::int64_t company = 0;
    std::int64_t product = 0;
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::optional<std::int64_t> lot;
    tenon::Decimal quantity;
    std::string state;                   ///< "draft", "assigned", "done", "cancelled"
    tenon::Date date;                    ///< Effective when done, else planned
    std::optional<tenon::Decimal> value; ///< What the goods are worth that came into the company's stock or left it
    tenon::Decimal returned;             ///< How much of it came back
};

/// What there is of a product at a location, or in all of the company's own ones.
struct Level {
    tenon::Decimal onHand;
    tenon::Decimal reserved;

    [[nodiscard]] tenon::Decimal available() const { return onHand - reserved; }
};

/// How goods come back.
struct Return {
    std::optional<tenon::Decimal> quantity; ///< In the product's unit; without: all that is not back yet
    std::optional<tenon::Date> date;
    std::string reference;
    bool exactLayer = false; ///< To the supplier: what that receipt cost, not what the oldest goods did
};

/// The invoice of goods that were delivered, came back or were received.
struct Invoiced {
    tenon::Date date;
    std::string sourceModel; ///< "accounting_invoice_line"; with the id, posted once
    std::string sourceId;
    std::optional<tenon::Decimal> amount; ///< What a supplier asks for the goods, before tax; heeded of receipts
};

class TENON_API Stock {
public:
    static constexpr std::string_view serviceName = "inventory.Stock";
    static constexpr int serviceVersion = 1;

    virtual ~Stock() = default;

    /// Moves goods now: levels, value and the ledger follow.
    ///
    /// Throws Conflict NEGATIVE_STOCK (with product, location, date and shortage) when that day or a later one would
    /// end with less than nothing, STOCK_PERIOD_CLOSED, SERIAL_ELSEWHERE; 400 UOM_CATEGORY, AMOUNT_PRECISION or
    /// COMPANY_MISMATCH; Invalid for what cannot be moved; Conflict ACCOUNT_NOT_CONFIGURED and others of the ledger.
    virtual Movement move(const tenon::Caller& caller, const NewMovement& movement) = 0;
    /// Plans a movement: a draft that changes nothing yet.
    virtual Movement plan(const tenon::Caller& caller, const NewMovement& movement) = 0;
    /// Reserves goods for a draft. Where there are not enough, what there is gets reserved and the rest becomes a draft
    /// of its own; where there is nothing, the draft stays as it is.
    virtual Movement reserve(const tenon::Caller& caller, std::int64_t movement) = 0;
    /// Carries out a draft or a reserved movement. Throws what `move` throws, and Conflict INVALID_STATE.
    virtual Movement complete(const tenon::Caller& caller, std::int64_t movement, std::optional<tenon::Date> date) = 0;
    /// Gives up a draft or a reserved movement. Throws Conflict INVALID_STATE.
    virtual Movement cancel(const tenon::Caller& caller, std::int64_t movement) = 0;
    /// Moves goods of a movement that is done back to where they came from; customers' at the cost they left. Throws
    /// Conflict RETURN_EXCEEDS when more would come back than went, and what `move` throws.
    virtual Movement giveBack(const tenon::Caller& caller, std::int64_t movement, const Return& terms) = 0;

    /// Goods of a delivery, or of a customer's return, were invoiced or credited. Where the company's books recognise
    /// costs by invoices (Anglo-Saxon), posts what `quantity` of them (in the product's unit) cost; else nothing.
    ///
    /// Of a receipt: the invoice, which stands against goods received, not invoiced, asks for another amount than they
    /// were received for; posts the difference as price variance, so that nothing is left there.
    ///
    /// Throws Invalid when the movement is none of these or was of fewer goods, and what the ledger throws.
    virtual void
    invoiced(const tenon::Caller& caller, std::int64_t movement, tenon::Decimal quantity, const Invoiced& invoice) = 0;

    /// The movement. Throws NotFound.
    [[nodiscard]] virtual Movement movement(std::int64_t id) = 0;
    /// The company's location of this kind: of storage that of `warehouse` or, without one, of the company's first
    /// warehouse. Made when there is none.
    [[nodiscard]] virtual std::int64_t
    locationFor(std::int64_t company, Place place, std::optional<std::int64_t> warehouse) = 0;
    /// What there is of a product at a location; without one, in all storage of its company.
    [[nodiscard]] virtual Level level(std::int64_t product, std::optional<std::int64_t> location) = 0;
};

} // namespace inventory
