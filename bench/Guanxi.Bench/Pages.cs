using System.Globalization;
using System.Text.Json;

namespace Guanxi.Bench;

/// <summary>What people wait for: list, search, customer page.</summary>
internal static class Pages
{
    private const int Times = 400;

    public static async Task Measure(Firm firm, Reader reader, Report report)
    {
        var places = await Places(reader, "/api/customers?count=50", 40);
        var rows = places.SelectMany(p => p.Rows).ToList();
        var lists = places.Select(p => p.Next is null ? "/customers" : $"/customers?after={p.Next}").Prepend("/customers").ToList();
        if (!(await reader.Text(lists[0])).Contains(rows[0].Name, StringComparison.Ordinal)) throw new InvalidOperationException("The list page has no rows.");

        var list = await Load.InTurn(Times, i => reader.Get(lists[i % lists.Count]));
        report.Add(Figure.ListMedian, firm.Size, list.Median);
        report.Add(Figure.ListP99, firm.Size, list.P99);
        var (_, rate) = await Load.SideBySide(2, Load.For(TimeSpan.FromSeconds(5)), i => reader.Get(lists[i % lists.Count]));
        report.Add(Figure.ListRate, firm.Size, rate);

        var deep = (await Places(reader, "/api/customers?sort=-value&count=200", 100)).Where(p => p.Next is not null).Select(p => $"/customers?sort=-value&after={p.Next}").ToList();
        var down = await Load.InTurn(Times, i => reader.Get(deep[^(1 + (i % Math.Min(20, deep.Count)))]));
        report.Add(Figure.DeepMedian, firm.Size, down.Median);
        report.Add(Figure.DeepP99, firm.Size, down.P99);

        var words = TwoCharacters(rows.Select(r => r.Name));
        var search = await Load.InTurn(Times, i => reader.Get($"/api/customers?q={Uri.EscapeDataString(words[i % words.Count])}"));
        report.Add(Figure.SearchMedian, firm.Size, search.Median);
        report.Add(Figure.SearchP99, firm.Size, search.P99);
        var page = await Load.InTurn(Times, i => reader.Get($"/customers?q={Uri.EscapeDataString(words[i % words.Count])}"));
        report.Add(Figure.SearchPageMedian, firm.Size, page.Median);

        var customer = await Load.InTurn(Times, i => reader.Get($"/customers/{rows[i % rows.Count].Id}"));
        report.Add(Figure.CustomerMedian, firm.Size, customer.Median);
        report.Add(Figure.CustomerP99, firm.Size, customer.P99);

        var desk = await Load.InTurn(Times, _ => reader.Get("/complaints?view=all"));
        report.Add(Figure.DeskMedian, firm.Size, desk.Median);
        var open = await Load.InTurn(Times, _ => reader.Get("/complaints"));
        report.Add(Figure.OpenDeskMedian, firm.Size, open.Median);
        var requests = await Load.InTurn(Times, _ => reader.Get("/requests"));
        report.Add(Figure.RequestsMedian, firm.Size, requests.Median);
        var knowledge = await Load.InTurn(Times, _ => reader.Get("/knowledge?q=" + Uri.EscapeDataString("怎么补开发票")));
        report.Add(Figure.KnowledgeMedian, firm.Size, knowledge.Median);
        var quality = await Load.InTurn(20, _ => reader.Get("/complaints/quality"));
        report.Add(Figure.QualityMedian, firm.Size, quality.Median);

        var answers = await Load.InTurn(Times, _ => reader.Get("/surveys/answers"));
        report.Add(Figure.AnswersMedian, firm.Size, answers.Median);
        var surveys = (await reader.Json("/api/surveys")).EnumerateArray().Select(s => s.GetProperty("id").GetString()!).ToList();
        var results = await Load.InTurn(20, i => reader.Get($"/surveys/{surveys[i % surveys.Count]}"));
        report.Add(Figure.ResultsMedian, firm.Size, results.Median);

        // Each time another quarter, so that none is known already.
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var counted = await Load.InTurn(5, i => reader.Get(string.Create(CultureInfo.InvariantCulture, $"/api/value/satisfaction?from={day.AddDays(-100 - i):yyyy-MM-dd}&to={day.AddDays(-10 - i):yyyy-MM-dd}")));
        report.Add(Figure.SatisfactionCount, firm.Size, counted.Median);
        var satisfaction = await Load.InTurn(Times, _ => reader.Get("/value/satisfaction"));
        report.Add(Figure.SatisfactionPage, firm.Size, satisfaction.Median);
    }

    /// <summary>Ids of customers here and there.</summary>
    public static async Task<IReadOnlyList<string>> Customers(Reader reader, int pages) =>
        [.. (await Places(reader, "/api/customers?count=200", pages)).SelectMany(p => p.Rows).Select(r => r.Id)];

    /// <summary>Their numbers, by which files name them.</summary>
    public static async Task<IReadOnlyList<string>> Codes(Reader reader, int pages)
    {
        var codes = new List<string>();
        string? next = null;
        for (var page = 0; page < pages && (page == 0 || next is not null); page++)
        {
            var list = await reader.Json(next is null ? "/api/customers?count=200" : $"/api/customers?count=200&after={next}");
            codes.AddRange(list.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("code").GetString()!));
            next = list.TryGetProperty("next", out var more) && more.ValueKind == JsonValueKind.String ? more.GetString() : null;
        }

        return codes;
    }

    // Walks down a list as its reader would.
    private static async Task<List<(string? Next, List<(string Id, string Name)> Rows)>> Places(Reader reader, string list, int pages)
    {
        var walked = new List<(string?, List<(string, string)>)>();
        string? next = null;
        do
        {
            var page = await reader.Json(next is null ? list : $"{list}&after={next}");
            next = page.TryGetProperty("next", out var more) && more.ValueKind == JsonValueKind.String ? more.GetString() : null;
            walked.Add((next, [.. page.GetProperty("rows").EnumerateArray().Select(r => (r.GetProperty("id").GetString()!, r.GetProperty("name").GetString()!))]));
        }
        while (next is not null && walked.Count < pages);
        return walked;
    }

    private static List<string> TwoCharacters(IEnumerable<string> names) => [.. names
        .SelectMany(n => Enumerable.Range(0, Math.Max(0, n.Length - 1)).Select(i => n.Substring(i, 2)))
        .Where(two => two.All(c => c is >= '\u4e00' and <= '\u9fff')).Distinct().Take(300)];
}
