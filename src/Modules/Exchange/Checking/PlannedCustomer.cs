using Guanxi.Customers;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Checking;

/// <summary>A customer of the file, known to the firm already or not.</summary>
internal sealed class PlannedCustomer(int number, CustomerWords words)
{
    private readonly HashSet<ContactMark> marks = [.. ContactMark.Of(words)];

    /// <summary>In order of first appearance in the file, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>All that the file's rows say about the customer together.</summary>
    public CustomerWords Words { get; private set; } = words;
    public string? Country { get; private set; }

    /// <summary>Whom it is found to be; null for a new customer.</summary>
    public Id<Customer>? Known { get; set; }

    public IReadOnlyCollection<ContactMark> Marks => marks;
    public List<OrderDraft> Orders { get; } = [];

    /// <returns>Whether more is known of the customer than before.</returns>
    public bool Add(OrderDraft order)
    {
        Orders.Add(order);
        Country ??= order.Lines.Find(line => line.Country is not null)?.Country;
        return Learn(order.Customer!) || Orders.Count == 1;
    }

    /// <summary>A mark that belongs to another customer is not this one's.</summary>
    public void Lose(ContactMark mark) => marks.Remove(mark);

    private bool Learn(CustomerWords more)
    {
        var words = Words.With(more);
        if (ReferenceEquals(words, Words)) return false;
        Words = words;
        foreach (var mark in ContactMark.Of(Words)) marks.Add(mark);
        return true;
    }
}
