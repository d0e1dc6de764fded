using System.Text;
using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
public sealed class ErrorRowsFileTests
{
    [Fact]
    public void The_rows_come_back_with_what_is_wrong_and_load_once_put_right()
    {
        var source = Samples.File("客户;日期;金额;备注\n001;2024-01-01;9,5;好\n002;2024-01-02;test;\"a;\"\"b\"\"\nc\"\n003;bad;1,2;\n");
        var file = Samples.Orders(source);

        var text = Written(source, file.Errors, error => error.Code);

        text.ShouldBe("客户;日期;金额;备注;错误说明\r\n002;2024-01-02;test;\"a;\"\"b\"\"\nc\";exchange.row.number_unreadable\r\n003;bad;1,2;;exchange.row.date_unreadable\r\n");
        var again = Samples.Orders(Samples.File(text.Replace("test", "7,25", StringComparison.Ordinal).Replace("bad", "2024-01-03", StringComparison.Ordinal)));
        again.Errors.ShouldBeEmpty();
        again.Orders.Select(order => (order.Customer!.Code, order.AmountMinor)).ShouldBe([("002", 725), ("003", 120)]);
    }

    [Fact]
    public void An_error_file_of_an_error_file_has_one_such_column()
    {
        var source = Samples.File("customer,date,amount,What is wrong\nA,2024-01-01,x,old\n");

        Written(source, Samples.Orders(source).Errors, _ => "new", "What is wrong").ShouldBe("customer,date,amount,What is wrong\r\nA,2024-01-01,x,new\r\n");
    }

    [Fact]
    public void Rows_without_a_header_and_broken_rows_are_kept_as_they_are()
    {
        var source = Samples.File("A 2024-01-01 1.50\nB 2024-01-02 x\nC 2024-01-03\nD 2024-01-04 2.50\n");
        var errors = Samples.Orders(source, "customer=1,date=2,amount=3").Errors;

        Written(source, errors, _ => "!", columns: "customer=1,date=2,amount=3").ShouldBe("B,2024-01-02,x,!\r\nC,2024-01-03,,!\r\n");
    }

    private static string Written(SourceFile source, IEnumerable<RowError> errors, Func<RowError, string> say, string column = "错误说明", string? columns = null)
    {
        using var output = new MemoryStream();
        ErrorRowsFile.Write(source, Samples.Reading(source, columns), errors, column, say, output);
        var bytes = output.ToArray();
        bytes.AsSpan().StartsWith(Encoding.UTF8.GetPreamble()).ShouldBeTrue();
        return Encoding.UTF8.GetString(bytes.AsSpan(3));
    }
}
