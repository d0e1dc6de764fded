using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
public sealed class DelimitedReaderTests
{
    [Fact]
    public void Quotes_may_hold_delimiters_quotes_and_line_breaks()
    {
        var rows = Rows("a,\"b,\"\"c\"\"\",\"d\r\ne\"\r\nf,g,h", out var reader);

        rows.ShouldBe([["a", "b,\"c\"", "d\r\ne"], ["f", "g", "h"]]);
        (reader.Lines, reader.InnerLines, reader.BlankLines).ShouldBe((3, 1, 0));
    }

    [Theory]
    [InlineData("\n"), InlineData("\r"), InlineData("\r\n")]
    public void Every_kind_of_line_end_ends_a_line(string end)
    {
        var rows = Rows($"a,b{end}{end}c,d{end}", out var reader);

        rows.ShouldBe([["a", "b"], ["c", "d"]]);
        (reader.Lines, reader.BlankLines).ShouldBe((3, 1));
    }

    [Fact]
    public void A_quote_that_never_closes_costs_its_own_line_only()
    {
        var rows = Rows("a,b\n1,\"open\n2,x\n3,y\n", out var reader, out var problems);

        rows.Select(row => row[0]).ShouldBe(["a", "1,\"open", "2", "3"]);
        problems.ShouldBe([RecordProblem.None, RecordProblem.QuoteNeverCloses, RecordProblem.None, RecordProblem.None]);
        reader.Lines.ShouldBe(4);
    }

    [Fact]
    public void Text_behind_a_closing_quote_costs_its_own_line_only()
    {
        Rows("\"a\"b,c\n1,2", out _, out var problems).Count.ShouldBe(2);

        problems.ShouldBe([RecordProblem.TextAfterQuote, RecordProblem.None]);
    }

    [Fact]
    public void A_quote_inside_a_field_is_a_letter() => Rows("12\" disc,5", out _).ShouldBe([["12\" disc", "5"]]);

    [Fact]
    public void Runs_of_blanks_separate_and_leading_ones_do_not_count() =>
        Rows(" 00004 0001 19970101  2   29.33\r\n 00005 1\r\n", out _, new() { Delimiter = Delimiter.Blanks })
            .ShouldBe([["00004", "0001", "19970101", "2", "29.33"], ["00005", "1"]]);

    [Fact]
    public void A_row_of_delimiters_only_is_a_blank_line()
    {
        Rows("a,b\n,\n1,2\n , \n", out var reader).Count.ShouldBe(2);

        reader.BlankLines.ShouldBe(2);
    }

    [Fact]
    public void A_field_longer_than_any_row_may_be_is_refused_and_reading_goes_on()
    {
        var rows = Rows(new string('x', DelimitedReader.LongestRecord * 3) + "\n1,2\n", out var reader, out var problems);

        problems.ShouldBe([RecordProblem.TooLong, RecordProblem.None]);
        rows[1].ShouldBe(["1", "2"]);
        reader.Lines.ShouldBe(2);
    }

    /// <summary>Refills happen at every place of a record, so each length round the buffer's must give the same rows.</summary>
    [Fact]
    public void Records_across_the_end_of_the_buffer_are_read_whole()
    {
        for (var length = 65_500; length < 65_560; length++)
        {
            var filler = new string('x', length);
            Rows($"{filler}\r\n\r\n\"a\"\"b\",\"c\r\nd\"\r\ne,f", out var reader)
                .Skip(1).ShouldBe([["a\"b", "c\r\nd"], ["e", "f"]]);
            reader.Lines.ShouldBe(5);
        }
    }

    private static List<string[]> Rows(string text, out DelimitedReader reader, FileShape? shape = null) => Rows(text, out reader, out _, shape);

    private static List<string[]> Rows(string text, out DelimitedReader reader, out List<RecordProblem> problems, FileShape? shape = null)
    {
        reader = new(new StringReader(text), shape ?? new());
        var rows = new List<string[]>();
        problems = [];
        while (reader.Read())
        {
            var row = new string[reader.Fields];
            for (var field = 0; field < row.Length; field++) row[field] = reader[field].ToString();
            rows.Add(row);
            problems.Add(reader.Problem);
        }

        return rows;
    }
}
