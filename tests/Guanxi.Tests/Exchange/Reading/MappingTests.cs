using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
public sealed class MappingTests
{
    [Theory]
    [InlineData("客户编号", "CustomerCode"), InlineData("收货人姓名", "CustomerName"), InlineData("联系手机", "Phone"), InlineData("邮箱", "Email")]
    [InlineData("订单编号", "OrderNumber"), InlineData("订单付款时间", "OrderedAt"), InlineData("实付金额(元)", "Amount"), InlineData("币种", "Currency")]
    [InlineData("商品编码", "ProductCode"), InlineData("宝贝标题", "ProductName"), InlineData("购买数量", "Quantity"), InlineData("单价", "UnitPrice")]
    [InlineData("国家/地区", "Country"), InlineData("备注", "Note"), InlineData("InvoiceNo", "OrderNumber"), InlineData("CUSTOMER_ID", "CustomerCode")]
    [InlineData("Invoice Date (local)", "OrderedAt"), InlineData("grand_total", "Amount"), InlineData("StockCode", "ProductCode"), InlineData("E-Mail", "Email")]
    public void Headers_are_known_in_both_languages(string header, string role) => HeaderWords.Exact(header).ToString().ShouldBe(role);

    [Theory]
    [InlineData("first_name"), InlineData("订单状态"), InlineData("ship date"), InlineData("优惠金额"), InlineData(""), InlineData("错误说明")]
    public void Headers_that_only_look_alike_are_left_alone(string header) => HeaderWords.Find(header).ShouldBeNull();

    [Fact]
    public void A_file_maps_itself_where_its_headers_and_values_agree()
    {
        var suggestion = Suggest("订单编号,买家昵称,手机号码,下单时间,商品名称,数量,单价,实付金额,订单状态\n1,张三,013800138000,2024-03-05 10:00,茶,2,10.00,20.00,完成\n");

        suggestion.Select(fit => fit.Role).ShouldBe([ColumnRole.OrderNumber, ColumnRole.CustomerName, ColumnRole.Phone, ColumnRole.OrderedAt,
            ColumnRole.ProductName, ColumnRole.Quantity, ColumnRole.UnitPrice, ColumnRole.Amount]);
        suggestion.ShouldAllBe(fit => fit.Confidence == 1);
    }

    [Fact]
    public void A_header_that_its_values_belie_is_not_believed()
    {
        var suggestion = Suggest("customer,date,amount,order date\nA,monday,5,2024-01-01\nB,sunday,6,2024-01-02\n");

        suggestion.Single(fit => fit.Role == ColumnRole.OrderedAt).Column.ShouldBe(3);
    }

    [Fact]
    public void Without_a_header_the_values_suggest_and_the_confidence_is_low()
    {
        var suggestion = Suggest(" 00004 0001 19970101  2   29.33\n 00021 0002 19970113  1   11.77\n");

        suggestion.Select(fit => (fit.Role, fit.Column)).ShouldBe([(ColumnRole.CustomerCode, 0), (ColumnRole.OrderedAt, 2), (ColumnRole.Amount, 4)]);
        suggestion.ShouldAllBe(fit => fit.Confidence < 0.7);
    }

    [Fact]
    public void Columns_are_given_by_header_or_by_number()
    {
        string[] header = ["CustomerID", "Invoice No", "Date", "Sum"];

        var mapping = ColumnMapping.Parse("customer=customerid, order=invoice_no, date=3, amount=Sum", header, 4);

        Enumerable.Range(0, 4).ShouldBe([mapping[ColumnRole.CustomerCode]!.Value, mapping[ColumnRole.OrderNumber]!.Value,
            mapping[ColumnRole.OrderedAt]!.Value, mapping[ColumnRole.Amount]!.Value]);
    }

    [Theory]
    [InlineData("customer=1,date=2,amount=9", "exchange.columns.not_in_file"), InlineData("customer=1,date=2,amount=Total", "exchange.columns.not_in_file")]
    [InlineData("customer=1,date=2,amount=0", "exchange.columns.not_in_file"), InlineData("customer=1,date", "exchange.columns.not_understood")]
    [InlineData("customer=1,birthday=2", "exchange.columns.role_unknown"), InlineData("customer=1,customer=2,date=3,amount=3", "exchange.columns.role_twice")]
    [InlineData("customer=1,amount=3", "exchange.columns.date_missing"), InlineData("customer=1,date=2", "exchange.columns.amount_missing")]
    [InlineData("date=2,amount=3", "exchange.columns.customer_missing"), InlineData("customer=a,date=2,amount=3", "exchange.columns.ambiguous")]
    public void A_mapping_that_cannot_work_is_refused_with_its_reason(string columns, string code) =>
        Should.Throw<UnreadableFile>(() => ColumnMapping.Parse(columns, ["A", "B", "a"], 3)).Code.ShouldBe(code);

    private static IReadOnlyList<SuggestedColumn> Suggest(string text)
    {
        var file = Samples.File(text);
        return MappingSuggestion.For(Samples.Survey(file));
    }
}
