using System.IO.Compression;
using System.Text;
using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
public sealed class ShapeDetectionTests
{
    private const string Chinese = "客户编号,姓名,下单时间,金额\n001,张三,2024-03-05,12.50\n002,欧阳娜娜,2024-03-06,8.00\n";

    static ShapeDetectionTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8"), InlineData("gb18030"), InlineData("utf-16"), InlineData("utf-16BE")]
    public void Chinese_is_read_in_every_encoding_that_firms_use(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes(Chinese);
        foreach (var preamble in (byte[][])[Encoding.GetEncoding(encoding).GetPreamble(), []])
        {
            var file = SourceFile.Of([.. preamble, .. bytes]);

            var shape = Samples.Shape(file);

            shape.Encoding.ShouldBe(encoding);
            OrderReading.HeaderOf(file, shape).ShouldBe(["客户编号", "姓名", "下单时间", "金额"]);
        }
    }

    [Fact]
    public void Western_letters_are_not_taken_for_Chinese()
    {
        var file = Samples.File("name;amount\nMüller;5,00\nGrößl;6,50\nÄußere Straße;7,00\nçà là été;1,10\n", Encoding.GetEncoding("windows-1252"));

        Samples.Shape(file).Encoding.ShouldBe("windows-1252");
    }

    [Fact]
    public void One_broken_byte_in_a_UTF_8_file_does_not_change_its_encoding()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Chinese), .. "003,李"u8, 0xFF, .. ",2024-03-07,1.00\n"u8];

        Samples.Shape(SourceFile.Of(bytes)).Encoding.ShouldBe("utf-8");
    }

    [Fact]
    public void The_first_letter_beyond_ASCII_may_come_late()
    {
        var file = Samples.File("order,amount\n" + string.Concat(Enumerable.Repeat("1,2.50\n", 40_000)) + "张三,5\n李四,6\n", Encoding.GetEncoding("gb18030"));

        Samples.Shape(file).Encoding.ShouldBe("gb18030");
    }

    [Theory]
    [InlineData("a;b;c\n1,5;2;3,25\n2,5;3;4,75\n", "Semicolon", 3)]
    [InlineData("date\tname\tvalue\n2024-01-01\tLin, Wei\t5\n", "Tab", 3)]
    [InlineData("id|name\n1|\"A\"\" Ltd\n2|b\n", "Pipe", 2)]
    [InlineData("date,name\n2024-03-05 10:30,Lin Wei\n2024-03-05 11:30,Li Na\n", "Comma", 2)]
    [InlineData(" 00004 0001 19970101  2   29.33\n 00021 0002 19970113  1   11.77\n", "Blanks", 5)]
    [InlineData("customer\nLin\nWang\n", "Comma", 1)]
    public void The_delimiter_is_the_one_that_makes_even_rows(string text, string delimiter, int columns)
    {
        var shape = Samples.Shape(Samples.File(text));

        (shape.Delimiter.ToString(), shape.Columns).ShouldBe((delimiter, columns));
    }

    [Fact]
    public void Excel_may_tell_its_separator_in_the_first_line()
    {
        var file = Samples.File("sep=;\r\ncustomer;date;amount\r\nA,B;2024-01-02;5\r\n");

        var shape = Samples.Shape(file);

        (shape.Delimiter, shape.SkippedLines, shape.Columns).ShouldBe((Delimiter.Semicolon, 1, 3));
        var summary = Samples.Orders(file).Summary;
        (summary.Lines, summary.HeaderLines, summary.Rows).ShouldBe((3, 2, 1));
    }

    [Theory]
    [InlineData("customer,date,amount\nA,2024-01-01,5\n", true)]
    [InlineData("A,2024-01-01,5\nB,2024-01-02,6\n", false)]
    [InlineData("who,when,what\nA,2024-01-01,5\nB,2024-01-02,6\n", true)]
    [InlineData("姓名,备注\n张三,好\n", true)]
    public void A_header_is_told_from_data(string text, bool header) => Samples.Shape(Samples.File(text)).HasHeader.ShouldBe(header);

    [Fact]
    public void Gzip_is_unpacked_whatever_the_file_is_called()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) zip.Write(Encoding.UTF8.GetBytes(Chinese));

        OrderReading.HeaderOf(SourceFile.Of(packed.ToArray()), Samples.Shape(SourceFile.Of(packed.ToArray())))!.Count.ShouldBe(4);
        Should.Throw<UnreadableFile>(() => ReadAll(SourceFile.Of(packed.ToArray()[..^12]))).Code.ShouldBe("exchange.file.damaged_archive");

        static void ReadAll(SourceFile file)
        {
            using var unpacked = file.Open();
            unpacked.CopyTo(Stream.Null);
        }
    }

    [Fact]
    public void An_archive_that_unpacks_without_end_is_refused()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) zip.Write(new byte[1_000_000].AsSpan());
        var bytes = packed.ToArray();

        Refusal(new SourceFile(() => new MemoryStream(bytes), mostBytes: 100)).ShouldBe("exchange.file.too_large");
    }

    [Fact]
    public void What_is_no_table_is_refused_in_words()
    {
        Refusal(SourceFile.Of([])).ShouldBe("exchange.file.empty");
        Refusal(Samples.File(" \r\n\r\n")).ShouldBe("exchange.file.empty");
        Refusal(SourceFile.Of([(byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0])).ShouldBe("exchange.file.is_workbook");
        Refusal(SourceFile.Of([.. Enumerable.Range(0, 5000).Select(at => (byte)(at % 3 == 0 ? 7 : 0))])).ShouldBe("exchange.file.not_text");
    }

    [Theory]
    [InlineData("rfm-sample-orders.csv", "macintosh", "Comma", 4, true)]
    [InlineData("cdnow-sample.txt", "utf-8", "Blanks", 5, false)]
    [InlineData("online-retail-uci.csv.gz", "utf-8", "Comma", 8, true)]
    [InlineData("rfm-data-orders.csv", "utf-8", "Comma", 6, true)]
    public void The_shared_files_are_recognised(string name, string encoding, string delimiter, int columns, bool header)
    {
        var shape = Samples.Shape(Samples.Shared(name));

        (shape.Encoding, shape.Delimiter.ToString(), shape.Columns, shape.HasHeader).ShouldBe((encoding, delimiter, columns, header));
    }

    private static string Refusal(SourceFile file) => Should.Throw<UnreadableFile>(() => Samples.Shape(file)).Code;
}
