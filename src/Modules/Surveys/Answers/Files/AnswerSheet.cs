using System.Globalization;
using Guanxi.Data;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Guanxi.Surveys.Answers.Files;

/// <summary>Answers as an Excel file. Every text is written as text: words that begin with an equals sign are no formula.</summary>
internal sealed record AnswerSheet(string Name, byte[] Content, long Rows) : IExported
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>A cell of a spreadsheet holds no more.</summary>
    public const int MostLetters = 32_767;

    private const double Narrow = 11, Usual = 18, Wide = 60;

    public static async Task<AnswerSheet> Of(IReadOnlyList<AnswerRow> rows, NamelessAnswers nameless, FirmSettings firm, Texts texts, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(content, cancellationToken: ct))
        {
            var bold = book.AddStyle(new Style { Font = { Bold = true } });
            await Write(texts["surveys.answers"], [(Word("number"), Usual), (Word("customer"), Usual), (Word("survey"), Usual), (Word("day"), Usual), (Word("csat"), Narrow), (Word("nps"), Narrow), (Word("ces"), Narrow), (Word("brought"), Usual), (Word("said"), Wide)],
                rows.Select(r => new[]
                {
                    new Cell(r.Customer.Code), new Cell(r.Customer.Name), new Cell(r.Survey), new Cell(firm.DayOf(r.AnsweredAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Number(r.Csat), Number(r.Nps), Number(r.Ces),
                    new Cell(r.Brought == BadAnswerAct.Nothing ? "" : texts.Of("surveys", r.Brought)), new Cell(Fitting(string.Join("\n", r.Said.Select(s => $"{s.Question} {s.Answer}")), Word("cut"))),
                }));
            if (nameless.Ratings.Count > 0)
            {
                await Write(Word("nameless"), [(Word("csat"), Narrow), (Word("nps"), Narrow), (Word("ces"), Narrow)], nameless.Ratings.Select(r => new[] { Number(r.Csat), Number(r.Nps), Number(r.Ces) }));
                await Write(Word("words"), [(Word("question"), Wide), (Word("said"), Wide)], nameless.Words.Select(w => new[] { new Cell(w.Question), new Cell(Fitting(w.Answer, Word("cut"))) }));
            }
            await book.FinishAsync(ct);

            async Task Write(string title, (string Name, double Width)[] columns, IEnumerable<Cell[]> cells)
            {
                var options = new WorksheetOptions { FrozenRows = 1 };
                foreach (var (column, index) in columns.Select((column, index) => (column, index))) options.Column(index + 1).Width = column.Width;
                await book.StartWorksheetAsync(title, options, ct);
                await book.AddHeaderRowAsync([.. columns.Select(c => c.Name)], bold, ct);
                foreach (var row in cells) await book.AddRowAsync(row, ct);
            }
        }
        return new($"{texts["surveys.answers"]}.xlsx", content.ToArray(), rows.Count + nameless.Ratings.Count);

        string Word(string word) => texts[$"surveys.file.{word}"];
        static Cell Number(int? number) => number is { } value ? new(value) : new((string?)null);
    }

    /// <summary>Words as a cell can hold them: cut with a mark that says so, and not within a character.</summary>
    internal static string Fitting(string words, string mark)
    {
        if (words.Length <= MostLetters) return words;
        var end = MostLetters - mark.Length;
        return string.Concat(words.AsSpan(0, char.IsHighSurrogate(words[end - 1]) ? end - 1 : end), mark);
    }
}
