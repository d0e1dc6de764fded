namespace Guanxi.Sales;

/// <summary>How much of each line of a sale may still come back.</summary>
internal static class Returnable
{
    /// <param name="bought">The sale's lines.</param>
    /// <param name="back">Lines of earlier returns of that sale. Imported ones name the product but not the line: they count against the first lines of the product.</param>
    /// <returns>Thousandths of a unit by line number, never negative.</returns>
    public static Dictionary<int, long> Of(IReadOnlyList<OrderLine> bought, IReadOnlyList<OrderLine> back)
    {
        var left = bought.ToDictionary(l => l.LineNo, l => Math.Max(0, l.QuantityMilli));
        foreach (var line in back.OrderBy(l => l.ReturnOfLine is null))
        {
            var quantity = -line.QuantityMilli;
            if (line.ReturnOfLine is { } no && left.ContainsKey(no)) quantity -= Take(no, quantity);
            foreach (var candidate in bought.Where(b => b.ProductId == line.ProductId && (line.ProductId is not null || b.Description == line.Description)))
                quantity -= Take(candidate.LineNo, quantity);
        }
        return left;

        long Take(int lineNo, long wanted)
        {
            var taken = Math.Clamp(wanted, 0, left[lineNo]);
            left[lineNo] -= taken;
            return taken;
        }
    }
}
