using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
public sealed class OrderFileTests
{
    [Fact]
    public void Rows_with_one_number_are_one_order_at_its_earliest_moment()
    {
        var file = Read("order,customer,date,product,quantity,price\n7,A,2024-01-01 10:01,tea,2,1.50\n7,A,2024-01-01 10:00,cup,1,4\n8,A,2024-01-02,tea,1,1.50\n");

        file.Orders.Select(order => (order.Number, order.Lines.Count, order.AmountMinor)).ShouldBe([("7", 2, 700), ("8", 1, 150)]);
        file.Orders[0].At.Wall.Minute.ShouldBe(0);
    }

    [Fact]
    public void Without_a_number_a_customer_and_moment_make_an_order()
    {
        var file = Read("customer,date,amount\nA,2024-01-01,1\nB,2024-01-01,2\nA,2024-01-01,3\nA,2024-01-02,4\n,2024-01-02,5\n,2024-01-02,6\n");

        file.Orders.Select(order => order.AmountMinor).ShouldBe([400, 200, 400, 500, 600]);
        (file.Summary.AnonymousRows, file.Summary.Customers).ShouldBe((2, 2));
    }

    [Fact]
    public void An_order_of_two_customers_is_refused_whole()
    {
        var file = Read("order,customer,date,amount\n7,A,2024-01-01,1\n7,B,2024-01-01,2\n8,B,2024-01-01,3\n");

        file.Orders.ShouldHaveSingleItem().Number.ShouldBe("8");
        file.Errors.Select(error => (error.Line, error.Column, error.Code)).ShouldBe([(2, 1, RowErrorCodes.TwoCustomers), (3, 1, RowErrorCodes.TwoCustomers)]);
        file.Summary.RejectedRows.ShouldBe(2);
    }

    [Fact]
    public void An_order_of_several_days_is_refused_whole()
    {
        var file = Read("order,customer,date,amount\n7,A,2024-01-01,1\n7,A,2024-01-02,2\n8,B,2024-01-01 09:00,3\n8,B,2024-01-01 21:00,3\n9,C,2024-01-01 23:59,4\n9,C,2024-01-02 00:01,4\n");

        file.Orders.Select(order => (order.Number, order.Lines.Count)).ShouldBe([("8", 2), ("9", 2)]);
        file.Errors.Select(error => (error.Line, error.Column, error.Code, error.Value)).ShouldBe([(2, null, RowErrorCodes.TwoDays, "7"), (3, null, RowErrorCodes.TwoDays, "7")]);
        file.Summary.AddsUp.ShouldBeTrue();
    }

    [Fact]
    public void A_column_that_is_no_order_number_does_not_make_one_order_of_months()
    {
        var file = Samples.Orders(Samples.Shared("cdnow-sample.txt"), "customer=1,order=2,date=3,quantity=4,amount=5", "USD", dateFormat: "yyyyMMdd");

        file.Orders.ShouldAllBe(order => order.Lines.Select(line => line.At.Wall).Distinct().Count() == 1);
        file.Errors.ShouldAllBe(error => error.Code == RowErrorCodes.TwoDays);
        (file.Summary.RejectedRows > 5000, file.Summary.AddsUp).ShouldBe((true, true));
    }

    [Fact]
    public void A_phone_or_mail_that_is_hidden_in_part_is_not_taken_for_one()
    {
        var file = Read("customer,phone,email,date,amount\nA,138****8000,,2024-01-01,1\nB,,z****@x.cn,2024-01-01,2\nC,13800138000,z@x.cn,2024-01-01,3\n");

        file.Orders.ShouldHaveSingleItem().Customer!.Code.ShouldBe("C");
        file.Errors.Select(error => (error.Line, error.Column, error.Code)).ShouldBe([(2, 1, RowErrorCodes.Masked), (3, 2, RowErrorCodes.Masked)]);
    }

    [Fact]
    public void A_row_without_customer_takes_that_of_its_order()
    {
        var file = Read("order,customer,date,amount\n7,A,2024-01-01,1\n7,,2024-01-01,2\n");

        file.Orders.ShouldHaveSingleItem().Lines.ShouldAllBe(line => line.Customer!.Code == "A");
        file.Summary.AnonymousRows.ShouldBe(0);
    }

    [Fact]
    public void One_bad_row_holds_back_its_whole_order_and_no_other()
    {
        var file = Read("order,customer,date,amount\n7,A,2024-01-01,1\n7,A,2024-01-01,test\n8,B,2024-01-01,3\n");

        file.Errors.Select(error => (error.Line, error.Code, error.Value)).ShouldBe([(2, RowErrorCodes.OrderRefused, "7"), (3, RowErrorCodes.NumberUnreadable, "test")]);
        file.Orders.ShouldHaveSingleItem().Number.ShouldBe("8");
    }

    [Theory]
    [InlineData("A,2024-01-01,2,1.50,3.00", null, 2, 300), InlineData("A,2024-01-01,2,1.50,", null, 2, 300), InlineData("A,2024-01-01,2,,3.00", null, 2, 300)]
    [InlineData("A,2024-01-01,,1.50,3.00", null, 2, 300), InlineData("A,2024-01-01,,,3.00", null, 1, 300), InlineData("A,2024-01-01,3,0.33,1.00", null, 3, 100)]
    [InlineData("A,2024-01-01,2,1.50,3.50", RowErrorCodes.AmountDisagrees, 0, 0), InlineData("A,2024-01-01,2,,", RowErrorCodes.AmountMissing, 0, 0)]
    [InlineData("A,2024-01-01,-2,,3.00", RowErrorCodes.AmountDisagrees, 0, 0), InlineData("A,2024-01-01,1.5,2.55,", null, 1.5, 383)]
    [InlineData("A,2024-01-01,two,1.50,3.00", RowErrorCodes.NumberUnreadable, 0, 0), InlineData("A,2024-01-01,9999999999,1,", RowErrorCodes.NumberOutOfRange, 0, 0)]
    [InlineData("A,2024-01-01,1000000000,1000000000,", RowErrorCodes.NumberOutOfRange, 0, 0), InlineData("A,,1,1,1", RowErrorCodes.DateMissing, 0, 0)]
    [InlineData("A,2024-02-30,1,1,1", RowErrorCodes.DateUnreadable, 0, 0), InlineData("A,2024-01-01,1,1", RowErrorCodes.ColumnCount, 0, 0)]
    [InlineData("A,2024-01-01,1,1,1,x", RowErrorCodes.ColumnCount, 0, 0), InlineData("A,2024-01-01,1,1,1,,", null, 1, 100), InlineData("A,2024-01-01,1,€1,", RowErrorCodes.CurrencyContradicts, 0, 0)]
    [InlineData("1.38E+10,2024-01-01,1,1,", RowErrorCodes.DigitsLost, 0, 0), InlineData("A\0,2024-01-01,1,1,", RowErrorCodes.Unreadable, 0, 0)]
    public void Quantity_price_and_amount_settle_each_other_or_are_refused(string row, string? error, decimal quantity, long minor)
    {
        var file = Read("customer,date,quantity,price,amount\nZ,2024-01-01,1,1.00,1.00\n" + row + "\n");

        if (error is not null) file.Errors.ShouldHaveSingleItem().Code.ShouldBe(error);
        else
        {
            file.Errors.ShouldBeEmpty();
            var line = file.Orders.SelectMany(order => order.Lines).Single(line => line.Line == 3);
            (line.Quantity, line.AmountMinor).ShouldBe((quantity, minor));
        }
    }

    [Fact]
    public void Nine_comma_five_is_never_ninety_five()
    {
        var file = Samples.File("customer;date;amount\nA;2024-01-01;9,5\n");

        Samples.Orders(file).Orders.ShouldHaveSingleItem().AmountMinor.ShouldBe(950);
        Samples.Orders(file, sign: DecimalSign.Dot).Errors.ShouldHaveSingleItem().Code.ShouldBe(RowErrorCodes.NumberUnreadable);
    }

    [Fact]
    public void Phones_and_codes_keep_their_zeros_and_names_lose_their_line_breaks()
    {
        var row = Read("customer,name,phone,email,date,amount\n=\"00123\",\"Lin\n Wei\",'013800138000,Lin@x.cn,2024-01-01,1\n").Orders[0].Customer!;

        row.ShouldBe(new CustomerWords("00123", "Lin Wei", "013800138000", "Lin@x.cn"));
    }

    [Fact]
    public void An_amount_is_rounded_to_the_minor_unit_of_its_own_currency()
    {
        var file = Read("customer,date,amount,currency\nA,2024-01-01,12.5,JPY\nB,2024-01-01,12.345,人民币\nC,2024-01-01,1.2345,HK$\nD,2024-01-01,1,XXQ\n");

        file.Orders.Select(order => (order.Currency, order.AmountMinor)).ShouldBe([("JPY", 13), ("CNY", 1235), ("HKD", 123)]);
        file.Errors.ShouldHaveSingleItem().Code.ShouldBe(RowErrorCodes.CurrencyUnknown);
        file.Summary.Totals.Single(total => total.Currency == "CNY").Unrounded.ShouldBe(12.345m);
    }

    [Fact]
    public void Returns_are_negative_pieces_and_gifts_are_sales()
    {
        var file = Read("customer,date,quantity,amount\nA,2024-01-01,1,10\nA,2024-01-02,-1,-10\nA,2024-01-03,1,0\nA,2024-01-04,1,-3\n");

        file.Orders.SelectMany(order => order.Lines).Select(line => line.Kind).ShouldBe([LineKind.Sale, LineKind.Return, LineKind.Sale, LineKind.Adjustment]);
        var total = file.Summary.Totals.ShouldHaveSingleItem();
        (total.SalesMinor, total.ReturnsMinor, total.AdjustmentsMinor, total.NetMinor).ShouldBe((1000, -1000, -300, -300));
    }

    [Fact]
    public void Undecodable_bytes_cost_their_row_only()
    {
        byte[] bytes = [.. "客户,日期,金额\n张三,2024-01-01,1\n李"u8, 0xFF, .. ",2024-01-01,2\n王五,2024-01-01,3\n"u8];

        var file = Samples.Orders(SourceFile.Of(bytes));

        file.Orders.Select(order => order.Customer!.Code).ShouldBe(["张三", "王五"]);
        file.Errors.ShouldHaveSingleItem().Code.ShouldBe(RowErrorCodes.Unreadable);
    }

    [Fact]
    public void Lines_and_rows_add_up_whatever_the_file_holds()
    {
        var summary = Read("customer,date,amount,note\n\nA,2024-01-01,1,\"two\nlines\"\n,,,\nB,test,2,\n\"open,2024-01-01,2,\nC,2024-01-01,3,x").Summary;

        summary.AddsUp.ShouldBeTrue();
        (summary.Lines, summary.HeaderLines, summary.BlankLines, summary.InnerLines, summary.Rows, summary.RejectedRows).ShouldBe((8, 1, 2, 1, 4, 2));
    }

    [Fact]
    public void The_cdnow_sample_is_read_by_column_numbers()
    {
        var file = Samples.Orders(Samples.Shared("cdnow-sample.txt"), "customer=1,date=3,quantity=4,amount=5", "USD", dateFormat: "yyyyMMdd");

        (file.Summary.Rows, file.Summary.RejectedRows, file.Summary.Customers).ShouldBe((6919, 0, 2357));
        file.Orders[0].Customer!.Code.ShouldBe("00004");
        file.Summary.AddsUp.ShouldBeTrue();
    }

    private static OrderFile Read(string text) => Samples.Orders(Samples.File(text));
}
