using System.Globalization;

namespace Guanxi.Bench;

/// <summary>A figure that is measured, with its budget at a million customers.</summary>
/// <param name="What">In words.</param>
/// <param name="Unit">ms, s, MB …</param>
/// <param name="Budget">The limit, or null where there is none of its own.</param>
/// <param name="AtLeast">The budget is a lower limit.</param>
/// <param name="Growth">How many times as much ten times the customers may cost.</param>
internal sealed record Figure(string What, string Unit, double? Budget = null, bool AtLeast = false, double? Growth = null)
{
    public static readonly Figure
        DemoRows = new("demo firm made", "rows/s", 200_000, AtLeast: true),
        ListMedian = new("customer list page, median", "ms", 5, Growth: 1.3),
        ListP99 = new("customer list page, p99", "ms", 50),
        ListRate = new("customer list pages, 2 readers", "/s", 1000, AtLeast: true),
        DeepMedian = new("list page far down, by value, median", "ms"),
        DeepP99 = new("list page far down, by value, p99", "ms"),
        SearchMedian = new("search, two Chinese characters, median", "ms", Growth: 1.3),
        SearchP99 = new("search, two Chinese characters, p99", "ms", 10),
        SearchPageMedian = new("the same as a page, median", "ms"),
        CustomerMedian = new("customer page, median", "ms", 5),
        CustomerP99 = new("customer page, p99", "ms", 30),
        DeskMedian = new("complaint desk, all, median", "ms", Growth: 1.3),
        OpenDeskMedian = new("complaint desk, open ones, median", "ms"),
        RequestsMedian = new("request desk, open ones, median", "ms"),
        KnowledgeMedian = new("knowledge, search by three words, median", "ms"),
        QualityMedian = new("quality of handling, a quarter's complaints, median", "ms"),
        AnswersMedian = new("answers to surveys, the newest, median", "ms"),
        ResultsMedian = new("results of a survey, median", "ms"),
        SatisfactionCount = new("satisfaction of a quarter by shop, counted anew, median", "ms"),
        SatisfactionPage = new("satisfaction page, median", "ms"),
        WriteMedian = new("write (contact + audit + outbox), 8 writers, median", "ms"),
        WriteP99 = new("write, 8 writers, p99", "ms", 20),
        WriteRate = new("writes, 8 writers", "/s", 1500, AtLeast: true),
        BusyMedian = new("write while an insight run goes on, median", "ms"),
        BusyP99 = new("write while an insight run goes on, p99", "ms", 50),
        ImportRows = new("import of an order file, lines checked and written", "rows/s"),
        RecordRows = new("import of 100,000 old complaints through the API", "rows/s"),
        Uci = new("import of the UCI file, 541,909 lines", "s", 20),
        UciMemory = new("its peak memory", "MB"),
        WarehouseLoad = new("warehouse: load all orders", "s", 20),
        WarehouseDay = new("warehouse: a day's 10,000 changes", "s", 1),
        Fit = new("fit of the purchase model", "s", 1),
        Score = new("score all customers", "s", 2),
        Run = new("whole insight run", "s", 60, Growth: 12),
        RunAgain = new("insight run after a day's changes", "s"),
        RunMemory = new("peak memory of the insight run", "MB", 1500),
        MemoryIdle = new("web process, idle", "MB", 150),
        MemoryBusy = new("web process after 1,000 pages", "MB", 250),
        ColdBytes = new("first page, cold browser", "kB", 150),
        ColdRequests = new("first page, cold browser", "requests", 10),
        FirstAnswer = new("start to first answer, median of 5", "s", 2);

    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        DemoRows, ListMedian, ListP99, ListRate, DeepMedian, DeepP99, SearchMedian, SearchP99, SearchPageMedian, CustomerMedian, CustomerP99, DeskMedian, OpenDeskMedian, RequestsMedian, KnowledgeMedian, QualityMedian, AnswersMedian, ResultsMedian, SatisfactionCount, SatisfactionPage,
        WriteMedian, WriteP99, WriteRate, BusyMedian, BusyP99, ImportRows, RecordRows, Uci, UciMemory, WarehouseLoad, WarehouseDay, Fit, Score, Run, RunAgain, RunMemory,
        MemoryIdle, MemoryBusy, ColdBytes, ColdRequests, FirstAnswer,
    ];

    public bool Within(double value) => Budget is not { } limit || (AtLeast ? value >= limit : value <= limit);

    public string Limit => Budget is { } limit ? $"{(AtLeast ? "≥" : "≤")} {Number(limit)} {Unit}" : "";

    public static string Number(double value) => value switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
