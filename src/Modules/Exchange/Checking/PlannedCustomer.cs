using Guanxi.Customers;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Checking;

/// <summary>A customer of the file, known to the firm already or not.</summary>
internal sealed class PlannedCustomer(int number, CustomerWords words, string? country)
{
    private readonly HashSet<ContactMark> marks = [.. ContactMark.Of(words, country)];

    /// <summary>In order of first appearance in the file, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>All that the file's rows say about the customer together.</summary>
    public CustomerWords Words { get; private set; } = words;
    public string? Country { get; private set; } = country;

    /// <summary>Whom it is found to be; null for a new customer.</summary>
    public Id<Customer>? Known { get; set; }

    public IReadOnlyCollection<ContactMark> Marks => marks;
    public List<OrderDraft> Orders { get; } = [];

    /// <returns>Whether more is known of the customer than before.</returns>
    public bool Add(OrderDraft order)
    {
        Orders.Add(order);
        Country ??= CountryOf(order);
        var more = Words.With(order.Customer!);
        if (ReferenceEquals(more, Words)) return Orders.Count == 1;
        Words = more;
        marks.UnionWith(ContactMark.Of(Words, Country));
        return true;
    }

    /// <summary>A mark that belongs to another customer is not this one's.</summary>
    public void Lose(ContactMark mark) => marks.Remove(mark);

    public static string? CountryOf(OrderDraft order) => order.Lines.Find(line => line.Country is not null)?.Country;
}
