using System.Globalization;
using System.Text;
using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

/// <summary>The shared file counted line by line, with nothing of the product's: it has no line breaks inside quotes, and only the name may hold a comma.</summary>
internal sealed class OnlineRetailCount
{
    private readonly HashSet<string> invoices = [];

    public int Rows { get; private set; }
    public int Cancelled { get; private set; }
    public int AnonymousRows { get; private set; }
    public int Invoices => invoices.Count;
    public decimal Net { get; private set; }
    public long NetMinor { get; private set; }
    public long AnonymousMinor { get; private set; }

    /// <summary>Pieces that known customers brought back.</summary>
    public decimal PiecesBack { get; private set; }

    /// <summary>What each customer's lines come to.</summary>
    public Dictionary<string, long> ByCustomer { get; } = [];

    public static OnlineRetailCount Of(SourceFile source)
    {
        var count = new OnlineRetailCount();
        using var reader = new StreamReader(source.Open(), Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line) count.Take(line.Split(','));
        return count;
    }

    private void Take(string[] parts)
    {
        var quantity = decimal.Parse(parts[^5], CultureInfo.InvariantCulture);
        var price = decimal.Parse(parts[^3], CultureInfo.InvariantCulture);
        var customer = parts[^2];
        var minor = (long)Math.Round(quantity * price * 100, MidpointRounding.AwayFromZero);
        Rows++;
        invoices.Add(parts[0]);
        Net += quantity * price;
        NetMinor += minor;
        if (customer.Length == 0) (AnonymousRows, AnonymousMinor) = (AnonymousRows + 1, AnonymousMinor + minor);
        else ByCustomer[customer] = ByCustomer.GetValueOrDefault(customer) + minor;
        if (parts[0][0] != 'C') return;
        Cancelled++;
        if (customer.Length > 0) PiecesBack -= quantity;
    }
}
