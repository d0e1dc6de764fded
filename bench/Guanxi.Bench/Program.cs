using System.Globalization;
using Guanxi.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var sizes = Size.Parse(args.ElementAtOrDefault(0) ?? "10k,100k,1M");
var report = new Report(sizes);
var failed = false;

foreach (var size in sizes)
{
    Console.WriteLine($"{size.Label} customers, {size.Orders:N0} orders");
    using var firm = new Firm(size, Directory.CreateTempSubdirectory("guanxi-bench-").FullName);
    // The UCI file is the same at every size.
    if (size == sizes[^1]) await Try("import of the UCI file", () => UciImport.Measure(size, report));
    if (!await Try("demo", () => firm.Make(report))) continue;
    await Try("insight", () => InsightRuns.Measure(firm, report));
    await Try("start", () => FirstPage.Start(firm, report));
    await Try("server", () => Serve(firm));
}

var folder = Path.Combine(Repository.Root, "artifacts", "bench");
Directory.CreateDirectory(folder);
var now = TimeProvider.System.GetUtcNow();
var file = Path.Combine(folder, $"{now:yyyyMMdd-HHmm}.md");
var table = report.Markdown(now);
await File.WriteAllTextAsync(file, table);
Console.WriteLine();
Console.WriteLine(table);
Console.WriteLine(Path.GetRelativePath(Repository.Root, file));
return failed ? 1 : 0;

async Task Serve(Firm firm)
{
    // What the import left for the server to do, the run after it above all, is not part of what is measured.
    await using (var first = await Server.Start(firm.Folder, empty: false))
    {
        using var waiting = await Reader.SignIn(first);
        await waiting.UntilQuiet();
    }
    await using var server = await Server.Start(firm.Folder, empty: false);
    using var reader = await Reader.SignIn(server);
    report.Add(Figure.MemoryIdle, firm.Size, server.Memory / 1e6);
    await Try("first page", () => FirstPage.Weigh(firm, server, report));
    var customers = await Pages.Customers(reader, 5);
    for (var i = 0; i < 1000; i++) await reader.Get(i % 2 == 0 ? "/customers" : $"/customers/{customers[i % customers.Count]}");
    report.Add(Figure.MemoryBusy, firm.Size, server.Memory / 1e6);
    await Try("pages", () => Pages.Measure(firm, reader, report));
    await Try("writes", () => Writes.Measure(firm, reader, report));
    await Try("old records", () => RecordLoad.Measure(firm, reader, report));
}

// One figure that can't be measured doesn't cost the others; but the run says so and fails.
async Task<bool> Try(string what, Func<Task> measure)
{
    try
    {
        await measure();
        return true;
    }
    catch (Exception fault)
    {
        failed = true;
        report.Note($"{what} could not be measured: {fault.Message}");
        return false;
    }
}
