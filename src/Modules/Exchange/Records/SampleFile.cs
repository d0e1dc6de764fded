using System.Text;
using Guanxi.Customers;
using Guanxi.Exchange.Imports;
using Guanxi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Exchange.Records;

/// <summary>A file of one kind with its header and two rows, in the reader's language: to see what is expected, and to fill in.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record SampleFile : IQuestion<SampleText>
{
    public required string Kind { get; init; }

    /// <summary>What it is about; the first there is where nobody says.</summary>
    public string? Subject { get; init; }

    internal sealed class Handler(RecordImports imports, Texts texts) : IHandler<SampleFile, SampleText>
    {
        public async Task<SampleText> Handle(SampleFile request, Actor actor, CancellationToken ct)
        {
            imports.Admit(actor, request.Kind);
            if (request.Kind == Import.Orders) return new(texts["exchange.sample.file", texts["exchange.kind.orders"]], Text(Lines(texts["exchange.sample.orders"])));
            var subjects = await imports.Of(request.Kind).Subjects(ct);
            var sheet = await imports.Sheet(request.Kind, string.IsNullOrEmpty(request.Subject) ? subjects.FirstOrDefault()?.Key : request.Subject, ct);
            var customer = Lines(texts["exchange.sample.customer"]);
            // The number first, then whom it is about, then all else.
            var number = sheet.Fields.Where(field => field.Key == RecordReading.Number).ToList();
            var others = sheet.Fields.Except(number).ToList();
            return new(texts["exchange.sample.file", texts[sheet.Kind.Text]], Text(
            [
                [.. number.Select(field => field.Label), .. customer[0], .. others.Select(field => field.Label)],
                .. Enumerable.Range(0, 2).Select(row => (string[])[.. number.Select(field => Sample(field, row)), .. customer[row + 1], .. others.Select(field => Sample(field, row))]),
            ]));
        }

        private static string Sample(RecordField field, int row) =>
            row < field.Samples.Count ? field.Samples[row] : field.Choices.Count > 0 ? field.Choices[Math.Min(row, field.Choices.Count - 1)].Label : "";

        private static string[][] Lines(string text) => [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|', StringSplitOptions.TrimEntries))];

        private static string Text(IEnumerable<string[]> rows) => string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + "\r\n"));

        private static string Quoted(string value) => value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/imports/kinds/{kind}/sample.csv", Download).Produces(200, contentType: "text/csv").WithSummary("A file of one kind with its header and two rows");

    public static async Task<IResult> Download(string kind, string? subject, Asker asker, CancellationToken ct)
    {
        var outcome = await asker.Run(new SampleFile { Kind = kind, Subject = subject }, ct);
        // A spreadsheet takes UTF-8 for UTF-8 only where it begins with a mark.
        return outcome.Ok ? Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(outcome.Value.Text)], "text/csv; charset=utf-8", outcome.Value.Name) : asker.Problem(outcome.Refusal, outcome.Args, outcome.Fields);
    }
}

internal sealed record SampleText(string Name, string Text);
