using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
[Trait("Suite", "once")]
public sealed class OnlineRetailTests
{
    [Fact]
    public void Letters_and_prices_decide_what_a_line_is()
    {
        var file = Read(Samples.File("""
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            1,A,TEA,6,2010-12-01T08:26:00Z,2.55,17850,United Kingdom
            1,A,TEA,6,2010-12-01T08:26:00Z,2.55,17850,United Kingdom
            C2,A,TEA,-1,2010-12-02T08:26:00Z,2.55,17850,United Kingdom
            A3,B,Adjust bad debt,1,2010-12-02T08:26:00Z,-11.06,,United Kingdom
            4,D,,-10,2010-12-02T08:26:00Z,0,,United Kingdom
            5,E,CUP,1,2010-12-02T08:26:00Z,1,,United Kingdom
            """));

        file.Orders.SelectMany(order => order.Lines).Select(line => line.Kind).ShouldBe(
            [LineKind.Sale, LineKind.Sale, LineKind.Return, LineKind.Adjustment, LineKind.Adjustment, LineKind.Sale]);
        file.Orders[0].At.ShouldBe(new SourceMoment(new(2010, 12, 1, 8, 26, 0), null, true));
        var summary = file.Summary;
        (summary.Orders, summary.ReturnOrders, summary.AnonymousRows, summary.Customers).ShouldBe((4, 1, 3, 1));
        summary.Totals.ShouldHaveSingleItem().ShouldBe(new CurrencyTotals("GBP", 3160, -255, -1106, 1799, -1006, 17.99m));
    }

    [Fact]
    public void The_whole_file_adds_up_to_an_independent_count()
    {
        var source = Samples.Shared("online-retail-uci.csv.gz");

        var file = Read(source);

        var count = OnlineRetailCount.Of(source);
        var summary = file.Summary;
        summary.AddsUp.ShouldBeTrue();
        summary.Rows.ShouldBe(541_909);
        summary.Lines.ShouldBe(count.Rows + 1);
        file.Errors.ShouldBeEmpty();
        summary.ReturnRows.ShouldBe(count.Cancelled);
        summary.AnonymousRows.ShouldBe(135_080);
        summary.Customers.ShouldBe(4_372);
        (summary.Orders + summary.ReturnOrders).ShouldBe(count.Invoices);
        var total = summary.Totals.ShouldHaveSingleItem();
        total.Unrounded.ShouldBe(count.Net);
        total.NetMinor.ShouldBe(count.NetMinor);
        total.AnonymousMinor.ShouldBe(count.AnonymousMinor);
        ReturnMatching.Match(Samples.Movements(file.Orders)).Sum(match => match.Quantity).ShouldBe(count.PiecesBack);
    }

    private static OrderFile Read(SourceFile file)
    {
        var shape = Samples.Shape(file);
        return OrderFile.Read(file, OrderReading.OnlineRetail(shape, OrderReading.HeaderOf(file, shape)));
    }
}
