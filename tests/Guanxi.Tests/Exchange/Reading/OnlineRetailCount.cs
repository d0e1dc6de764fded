using System.Globalization;
using System.Text;
using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

/// <summary>The shared file counted line by line, with nothing of the product's: it has no line breaks inside quotes, and only the name may hold a comma.</summary>
internal sealed class OnlineRetailCount
{
    private readonly HashSet<string> invoices = [];
    private readonly List<(string Customer, DateOnly On, long Minor)> lines = [];

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

    /// <summary>The same up to a year before the file's last day, and after it: historic and current value, as nothing else is known of these customers.</summary>
    public Dictionary<string, (long Historic, long Current)> LedgerByCustomer()
    {
        var yearAgo = lines.Max(line => line.On).AddYears(-1);
        return lines.GroupBy(line => line.Customer).ToDictionary(own => own.Key, own => (own.Where(line => line.On <= yearAgo).Sum(line => line.Minor), own.Where(line => line.On > yearAgo).Sum(line => line.Minor)));
    }

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
        else
        {
            ByCustomer[customer] = ByCustomer.GetValueOrDefault(customer) + minor;
            lines.Add((customer, DateOnly.Parse(parts[^4].AsSpan(0, 10), CultureInfo.InvariantCulture), minor));
        }

        if (parts[0][0] != 'C') return;
        Cancelled++;
        if (customer.Length > 0) PiecesBack -= quantity;
    }
}
