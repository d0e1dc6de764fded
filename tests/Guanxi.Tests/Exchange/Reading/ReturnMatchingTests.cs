using System.Globalization;
using CsCheck;
using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "SAL-5")]
public sealed class ReturnMatchingTests
{
    [Fact]
    public void A_return_takes_from_the_latest_earlier_purchase_then_from_the_one_before()
    {
        var orders = Orders("A,t,5,1", "A,t,5,2", "A,t,5,9", "A,t,-7,5", "B,t,5,4", "A,u,5,4");

        Matched(orders).ShouldBe([(5, 3, 5m), (5, 2, 2m)]);
    }

    [Fact]
    public void What_was_never_bought_stays_unmatched()
    {
        var orders = Orders("A,t,2,1", "A,t,-3,5", ",t,-1,5", "A,,-1,5");

        Matched(orders).ShouldBe([(3, 2, 2m), (3, null, 1m)]);
    }

    /// <summary>Against the sentence itself: for each return in order of time, look through all purchases for the latest with pieces left.</summary>
    [Fact]
    public void It_equals_a_search_through_all_purchases() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[-4, 6].Where(pieces => pieces != 0), Gen.Int[1, 12]).Array[0, 30].Sample(lines =>
        {
            var orders = Orders([.. lines.Select(line => $"{(line.Item1 == 2 ? "" : line.Item1)},p{line.Item2},{line.Item3},{line.Item4}")]);

            Matched(orders).ShouldBe(Searched(orders), ignoreOrder: true);
        });

    [Fact]
    public void Purchases_that_the_firm_knew_before_count_too_and_so_do_their_returns()
    {
        var back = Orders("A,t,-3,5")[0].Lines[0];
        var day = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        var matched = ReturnMatching.Match(
        [
            new(0, 0, day, -3, 2, null, new(11, 1)), new(0, 0, day.AddDays(1), -2, 2, null, new(12, 1)), new(0, 0, day.AddDays(2), -1, -1, null, new(13, 1)),
            new(0, 0, day.AddDays(4), back.Line, back.Quantity, back),
        ]);

        matched.Select(match => (match.Purchase!.Earlier!.OrderId, match.Quantity)).ShouldBe([(12, 1m), (11, 2m)], ignoreOrder: true);
    }

    private static IEnumerable<(int, int?, decimal)> Matched(IReadOnlyList<OrderDraft> orders) =>
        ReturnMatching.Match(Samples.Movements(orders)).Select(match => (match.Return.Line, match.Purchase?.Line?.Line, match.Quantity));

    private static List<(int, int?, decimal)> Searched(IReadOnlyList<OrderDraft> orders)
    {
        var lines = orders.SelectMany(order => order.Lines).OrderBy(line => line.At.Wall).ThenBy(line => line.Line).ToList();
        var left = lines.Where(line => line.Kind == LineKind.Sale).ToDictionary(line => line, line => line.Quantity);
        var found = new List<(int, int?, decimal)>();
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Kind != LineKind.Return || lines[at].Customer is null) continue;
            var wanted = -lines[at].Quantity;
            for (var before = at - 1; before >= 0 && wanted > 0; before--)
            {
                var purchase = lines[before];
                if (purchase.Kind != LineKind.Sale || purchase.Customer != lines[at].Customer || purchase.ProductCode != lines[at].ProductCode) continue;
                var taken = Math.Min(wanted, left[purchase]);
                if (taken == 0) continue;
                found.Add((lines[at].Line, purchase.Line, taken));
                left[purchase] -= taken;
                wanted -= taken;
            }

            if (wanted > 0) found.Add((lines[at].Line, null, wanted));
        }

        return found;
    }

    private static IReadOnlyList<OrderDraft> Orders(params string[] lines)
    {
        var rows = lines.Select(line => line.Split(',')).Select(line =>
            string.Create(CultureInfo.InvariantCulture, $"{line[0]},{line[1]},{line[2]},1.00,2024-01-{int.Parse(line[3], CultureInfo.InvariantCulture):00}\n"));
        return Samples.Orders(Samples.File("customer,product,quantity,price,date\n" + string.Concat(rows)), "customer=1,product=2,quantity=3,price=4,date=5").Orders;
    }
}
