using Guanxi.Appraisal.Criteria;
using Guanxi.Data;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Guanxi.Appraisal.Results;

/// <summary>A list as an Excel file. Every text is written as text: a name that begins with an equals sign is no formula.</summary>
internal sealed record ResultSheet(string Name, byte[] Content, long Rows) : IExported
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // As wide as what usually stands there; Excel's own width cuts names of shops.
    private const double Narrow = 11, Usual = 16, Wide = 26;

    public static async Task<ResultSheet> Of(ResultsFound found, ResultKind kind, Texts texts, CancellationToken ct)
    {
        using var content = new MemoryStream();
        var title = texts[kind == ResultKind.Position ? "appraisal.results.position" : "appraisal.results.pay"];
        var columns = Columns(kind, texts);
        var options = new WorksheetOptions { FrozenRows = 1 };
        foreach (var (column, index) in columns.Select((column, index) => (column, index))) options.Column(index + 1).Width = column.Width;
        await using (var book = await Spreadsheet.CreateNewAsync(content, cancellationToken: ct))
        {
            await book.StartWorksheetAsync(title, options, ct);
            var (bold, one, two) = (book.AddStyle(new Style { Font = { Bold = true } }), book.AddStyle(new Style { Format = NumberFormat.Custom("0.0") }), book.AddStyle(new Style { Format = NumberFormat.Custom("0.00") }));
            await book.AddHeaderRowAsync([.. columns.Select(c => c.Name)], bold, ct);
            foreach (var row in found.Rows)
                await book.AddRowAsync([.. columns.Select(c => c.Value(row) switch
                {
                    double number => new Cell(number, one),
                    decimal number => new Cell(number, two),
                    int number => new Cell(number),
                    var text => new Cell((string?)text),
                })], ct);
            await book.FinishAsync(ct);
        }
        return new($"{found.Period}-{title}.xlsx", content.ToArray(), found.Rows.Count);
    }

    private static IReadOnlyList<(string Name, double Width, Func<ResultRow, object?> Value)> Columns(ResultKind kind, Texts texts)
    {
        List<(string, double, Func<ResultRow, object?>)> columns =
        [
            (texts["appraisal.column.person"], Usual, r => r.Person), (texts["appraisal.column.unit"], Wide, r => r.Unit), (texts["appraisal.column.rater"], Usual, r => r.Rater),
            (texts["appraisal.column.score"], Narrow, r => r.Score), (texts["appraisal.column.level"], Narrow, r => texts.Of("appraisal", r.Level)),
        ];
        if (kind == ResultKind.Pay) return [.. columns, (texts["appraisal.column.pay"], Narrow, r => r.PayHundredths / 100m)];
        return
        [
            .. columns, (texts["appraisal.column.level_before"], Usual, r => r.LevelBefore is { } before ? texts.Of("appraisal", before) : ""), (texts["appraisal.column.suggestion"], Wide, r => texts.Of("appraisal", r.Suggestion)),
            .. Enum.GetValues<Heart>().Select((heart, i) => (texts.Of("appraisal", heart), Narrow, (Func<ResultRow, object?>)(r => r.Marks.ElementAtOrDefault(i)))),
            (texts["appraisal.column.satisfaction"], Usual, r => (object?)r.Satisfaction ?? ""), (texts["appraisal.column.answers"], Usual, r => r.SatisfactionAnswers),
        ];
    }
}
