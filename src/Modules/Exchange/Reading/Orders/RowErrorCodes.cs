namespace Guanxi.Exchange.Reading;

/// <summary>The reasons for refusing a row; each is the key of its text.</summary>
internal static class RowErrorCodes
{
    public const string QuoteNeverCloses = "exchange.row.quote_never_closes";
    public const string TextAfterQuote = "exchange.row.text_after_quote";
    public const string TooLong = "exchange.row.too_long";
    public const string ColumnCount = "exchange.row.column_count";
    public const string Unreadable = "exchange.row.unreadable_characters";
    public const string TextTooLong = "exchange.row.text_too_long";
    public const string DateMissing = "exchange.row.date_missing";
    public const string DateUnreadable = "exchange.row.date_unreadable";
    public const string NumberUnreadable = "exchange.row.number_unreadable";
    public const string NumberOutOfRange = "exchange.row.number_out_of_range";
    public const string AmountMissing = "exchange.row.amount_missing";
    public const string AmountDisagrees = "exchange.row.amount_disagrees";
    public const string CurrencyUnknown = "exchange.row.currency_unknown";
    public const string CurrencyContradicts = "exchange.row.currency_contradicts";
    public const string DigitsLost = "exchange.row.digits_lost";

    /// <summary>A phone or e-mail of which some list, perhaps our own, showed only a part.</summary>
    public const string Masked = "exchange.row.masked";
    public const string EmailUnreadable = "exchange.row.email_unreadable";
    public const string TwoCustomers = "exchange.row.order_two_customers";
    public const string TwoCurrencies = "exchange.row.order_two_currencies";

    /// <summary>Usually the column is no order number, and orders of months would silently become one.</summary>
    public const string TwoDays = "exchange.row.order_two_days";

    /// <summary>An order of that number is there already, from an earlier import or another source.</summary>
    public const string OrderExists = "exchange.row.order_exists";

    /// <summary>The row itself is sound, but another one of its order isn't, and an order is loaded whole or not at all.</summary>
    public const string OrderRefused = "exchange.row.order_refused";

    // Of records other than orders.
    public const string ValueMissing = "exchange.row.value_missing";
    public const string NumberNotAllowed = "exchange.row.number_not_allowed";
    public const string ChoiceUnknown = "exchange.row.choice_unknown";
    public const string YesNoUnknown = "exchange.row.yes_no_unknown";
    public const string PersonUnknown = "exchange.row.person_unknown";
    public const string UnitUnknown = "exchange.row.unit_unknown";
    public const string NoBaseCurrency = "exchange.row.no_base_currency";

    /// <summary>It begins with the sign of numbers that are made up here.</summary>
    public const string NumberTaken = "exchange.row.number_taken";
    public const string NumberTwice = "exchange.row.number_twice";
    public const string CustomerMissing = "exchange.row.customer_missing";

    /// <summary>Nobody of that number, phone, e-mail or name; or somebody who is none of the loader's business, which they must not learn.</summary>
    public const string CustomerUnknown = "exchange.row.customer_unknown";
    public const string CustomerSeveral = "exchange.row.customer_several";

    public static readonly IReadOnlyList<string> All =
    [
        QuoteNeverCloses, TextAfterQuote, TooLong, ColumnCount, Unreadable, TextTooLong, DateMissing, DateUnreadable, NumberUnreadable,
        NumberOutOfRange, AmountMissing, AmountDisagrees, CurrencyUnknown, CurrencyContradicts, DigitsLost, Masked, EmailUnreadable, TwoCustomers,
        TwoCurrencies, TwoDays, OrderExists, OrderRefused, ValueMissing, NumberNotAllowed, ChoiceUnknown, YesNoUnknown, PersonUnknown, UnitUnknown, NoBaseCurrency, NumberTaken, NumberTwice,
        CustomerMissing, CustomerUnknown, CustomerSeveral,
    ];
}
