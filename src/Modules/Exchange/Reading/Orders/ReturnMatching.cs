namespace Guanxi.Exchange.Reading;

/// <summary>Pieces of one product that went to one customer, or came back.</summary>
/// <param name="Sequence">Decides between movements of one instant: lower was earlier.</param>
/// <param name="Pieces">Negative for what came back.</param>
/// <param name="Line">The file's line; null for a movement that the firm knew before.</param>
/// <param name="Earlier">Where the firm has it, if it knew it before.</param>
internal readonly record struct Movement(int Customer, int Product, DateTime Instant, long Sequence, decimal Pieces, OrderLineRow? Line, EarlierLine? Earlier = null);

/// <param name="Purchase">Null where no earlier purchase of that customer and product has so many pieces left.</param>
internal readonly record struct MatchedReturn(OrderLineRow Return, MatchedPurchase? Purchase, decimal Quantity);

/// <summary>A line of the file, or one that the firm has already.</summary>
internal sealed record MatchedPurchase(OrderLineRow? Line, EarlierLine? Earlier);

/// <summary>A line that the firm has already.</summary>
internal sealed record EarlierLine(long OrderId, int LineNo);

/// <summary>Finds for each return the purchase it takes back: same customer, same product, the latest earlier one with pieces
/// left; what is more than that goes to the one before it.</summary>
internal static class ReturnMatching
{
    /// <returns>Every return of the file, in order of its lines; one that takes from several purchases comes several times.</returns>
    public static IReadOnlyList<MatchedReturn> Match(IEnumerable<Movement> movements)
    {
        var matched = new List<MatchedReturn>();
        var histories = new Dictionary<(int Customer, int Product), List<Movement>>();
        foreach (var movement in movements)
        {
            var key = (movement.Customer, movement.Product);
            if (!histories.TryGetValue(key, out var history)) histories[key] = history = [];
            history.Add(movement);
        }

        foreach (var history in histories.Values)
            if (history.Exists(movement => movement is { Pieces: < 0, Line: not null })) MatchOne(history, matched);
        matched.Sort((one, other) => one.Return.Line != other.Return.Line
            ? one.Return.Line.CompareTo(other.Return.Line)
            : (other.Purchase?.Line?.Line ?? 0).CompareTo(one.Purchase?.Line?.Line ?? 0));
        return matched;
    }

    /// <summary>In order of time the purchases with pieces left are a stack, and a return takes from its top.</summary>
    private static void MatchOne(List<Movement> history, List<MatchedReturn> matched)
    {
        history.Sort((one, other) => one.Instant != other.Instant ? one.Instant.CompareTo(other.Instant) : one.Sequence.CompareTo(other.Sequence));
        var purchases = new Stack<(Movement Purchase, decimal Left)>();
        foreach (var movement in history)
        {
            if (movement.Pieces > 0)
            {
                purchases.Push((movement, movement.Pieces));
                continue;
            }

            var wanted = -movement.Pieces;
            while (wanted > 0 && purchases.TryPop(out var top))
            {
                var taken = Math.Min(wanted, top.Left);
                if (movement.Line is not null) matched.Add(new(movement.Line, new(top.Purchase.Line, top.Purchase.Earlier), taken));
                wanted -= taken;
                if (top.Left > taken) purchases.Push((top.Purchase, top.Left - taken));
            }

            if (wanted > 0 && movement.Line is not null) matched.Add(new(movement.Line, null, wanted));
        }
    }
}
