using System.Globalization;

namespace Guanxi.Bench;

/// <summary>How large the firm is that is measured.</summary>
/// <param name="Label">As it is written: 10k, 1M.</param>
/// <param name="Customers">How many customers; ten times as many orders.</param>
internal sealed record Size(string Label, int Customers)
{
    public int Orders => Customers * 10;

    /// <param name="text">E.g. <c>10k,100k,1M</c>.</param>
    public static IReadOnlyList<Size> Parse(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One)];

    private static Size One(string label)
    {
        var times = label[^1] switch { 'k' or 'K' => 1_000, 'm' or 'M' => 1_000_000, _ => 1 };
        return new(label, int.Parse(times == 1 ? label : label[..^1], CultureInfo.InvariantCulture) * times);
    }
}
