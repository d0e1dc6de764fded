namespace Guanxi.Exchange.Reading;

/// <param name="Purchase">Null where no earlier purchase of that customer and product has so many pieces left.</param>
internal readonly record struct MatchedReturn(OrderLineRow Return, OrderLineRow? Purchase, decimal Quantity);

/// <summary>Finds for each return the purchase it takes back: same customer, same product, the latest earlier one with pieces
/// left; what is more than that goes to the one before it.</summary>
internal static class ReturnMatching
{
    public static IReadOnlyList<MatchedReturn> Match(IReadOnlyList<OrderDraft> orders)
    {
        var histories = new Dictionary<(string Customer, string Product), List<OrderLineRow>>();
        foreach (var line in Lines(orders, LineKind.Return))
            if (KeyOf(line) is { } key) Add(histories, key, line);
        // Only what was ever returned needs its purchases: a small part of the file.
        foreach (var line in Lines(orders, LineKind.Sale))
            if (KeyOf(line) is { } key && histories.TryGetValue(key, out var history)) history.Add(line);
        var matched = new List<MatchedReturn>();
        foreach (var line in Lines(orders, LineKind.Return))
            if (KeyOf(line) is null) matched.Add(new(line, null, -line.Quantity));
        foreach (var history in histories.Values) MatchOne(history, matched);
        matched.Sort((one, other) => one.Return.Line != other.Return.Line
            ? one.Return.Line.CompareTo(other.Return.Line)
            : (other.Purchase?.Line ?? 0).CompareTo(one.Purchase?.Line ?? 0));
        return matched;
    }

    /// <summary>In order of time the purchases with pieces left are a stack, and a return takes from its top.</summary>
    private static void MatchOne(List<OrderLineRow> history, List<MatchedReturn> matched)
    {
        history.Sort((one, other) => Earlier(one, other));
        var purchases = new Stack<(OrderLineRow Line, decimal Left)>();
        foreach (var line in history)
        {
            if (line.Kind == LineKind.Sale)
            {
                purchases.Push((line, line.Quantity));
                continue;
            }

            var wanted = -line.Quantity;
            while (wanted > 0 && purchases.TryPop(out var purchase))
            {
                var taken = Math.Min(wanted, purchase.Left);
                matched.Add(new(line, purchase.Line, taken));
                wanted -= taken;
                if (purchase.Left > taken) purchases.Push((purchase.Line, purchase.Left - taken));
            }

            if (wanted > 0) matched.Add(new(line, null, wanted));
        }
    }

    private static int Earlier(OrderLineRow one, OrderLineRow other)
    {
        var time = Instant(one).CompareTo(Instant(other));
        return time != 0 ? time : one.Line.CompareTo(other.Line);
    }

    private static DateTime Instant(OrderLineRow line) => line.At.Wall.AddMinutes(-(line.At.OffsetMinutes ?? 0));

    private static (string, string)? KeyOf(OrderLineRow line) =>
        line.Customer is { } customer && (line.ProductCode ?? line.ProductName) is { } product ? (customer.Key, product) : null;

    private static IEnumerable<OrderLineRow> Lines(IReadOnlyList<OrderDraft> orders, LineKind kind)
    {
        foreach (var order in orders)
            foreach (var line in order.Lines)
                if (line.Kind == kind) yield return line;
    }

    private static void Add<TKey>(Dictionary<TKey, List<OrderLineRow>> histories, TKey key, OrderLineRow line) where TKey : notnull
    {
        if (!histories.TryGetValue(key, out var history)) histories[key] = history = [];
        history.Add(line);
    }
}
