using Guanxi.Customers;

namespace Guanxi.Exchange.Writing;

internal enum SlotKind { Nothing, Product, Customer, Order, Line, AnonymousLine }

/// <summary>One step of writing. The steps of a file are the same at every run, also where one has nothing to do any more
/// (a customer who is known), so that their count is a checkpoint.</summary>
/// <param name="Row">Values for the table; a change stamp comes first where the table has one.</param>
internal readonly record struct Slot(SlotKind Kind, object?[]? Row, NewCustomer? Customer)
{
    public static Slot Nothing => default;
    public static Slot Of(SlotKind kind, object?[] row) => new(kind, row, null);
    public static Slot Of(NewCustomer customer) => new(SlotKind.Customer, null, customer);

    /// <summary>Rows it writes: a customer has its keys and its place in the search index.</summary>
    public int Rows => Kind switch { SlotKind.Nothing => 0, SlotKind.Customer => 4, _ => 1 };
}
