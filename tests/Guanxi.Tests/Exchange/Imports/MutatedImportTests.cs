using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Jobs;
using Guanxi.Tests.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Imports;

/// <summary>A sample of the mutated files through the whole product; <c>make fuzz</c> takes all of them. All 10,000 are read by <see cref="MutatedFilesTests"/> each time.</summary>
[Trait("Row", "PLT-2")]
public sealed class MutatedImportTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const int All = 10_000;

    private static readonly int Files = int.TryParse(Environment.GetEnvironmentVariable("GUANXI_TEST_MUTATED_FILES"), out var files) ? Math.Clamp(files, 1, All) : 120;
    private static readonly int Step = All / Files;

    [Fact]
    public async Task Nothing_is_half_written_of_any_file()
    {
        // Some of their customers, products and orders are there already.
        await app.Load("order,customer,name,date,product,quantity,price\n1,001,三,2024-01-05,p1,1,2.50\n2,002,,2024-01-06,p2,2,1.50\n");
        var before = await app.RowCounts();
        int written = 0, refused = 0, withErrors = 0;
        for (var seed = 0; seed < Files * Step; seed += Step)
        {
            var id = await Upload(seed);
            if (id is null)
            {
                refused++;
                (await app.RowCounts()).ShouldBe(before, $"seed {seed}");
                continue;
            }

            var import = id.Value;
            var queued = await app.Run(new CheckImport { ImportId = import });
            // What can't be decided is refused before the work, what holds no good row after it.
            var writing = queued.Ok && (await app.Finish(queued.Value)).State is var checkedAs && checkedAs.IsSound(seed) ? await app.Run(new WriteImport { ImportId = import }) : null;
            if (writing is not { Ok: true })
            {
                refused++;
                (await app.RowCounts()).ShouldBe(before, $"seed {seed}");
                (await app.Run(new DiscardImport { ImportId = import })).Ok.ShouldBeTrue($"seed {seed}");
                continue;
            }

            (await app.Finish(writing.Value)).State.ShouldBe(JobState.Done, $"seed {seed}");
            written++;
            var receipt = (await app.Details(import)).Receipt!.Written;
            if (receipt.Summary.RejectedRows > 0) withErrors++;
            receipt.Summary.AddsUp.ShouldBeTrue($"seed {seed}");
            var after = await app.RowCounts();
            Added("sales_order_line", "sales_anonymous_line").ShouldBe(receipt.Summary.Rows - receipt.Summary.RejectedRows - receipt.Summary.SkippedRows, $"seed {seed}");
            Added("sales_anonymous_line").ShouldBe(receipt.Summary.AnonymousRows, $"seed {seed}");
            Added("customers_customer").ShouldBe(receipt.CustomersNew, $"seed {seed}");
            Added("sales_product").ShouldBe(receipt.ProductsNew, $"seed {seed}");

            (await app.Undo(import)).State.ShouldBe(JobState.Done, $"seed {seed}");
            (await app.RowCounts()).ShouldBe(before, $"seed {seed}");

            long Added(params string[] tables) => tables.Sum(table => after[table] - before[table]);
        }

        // The sample must hold files of every fate.
        written.ShouldBeGreaterThan(Files / 4);
        withErrors.ShouldBeGreaterThan(5);
        refused.ShouldBeGreaterThan(5);
    }

    /// <returns>Null where the file or what was answered about it is refused.</returns>
    private async Task<Id<Import>?> Upload(int seed)
    {
        var received = await app.Run(new ReceiveImportFile { Content = new MemoryStream(MutatedFiles.Make(seed)), FileName = $"{seed}.csv" });
        if (!received.Ok) return null;
        var id = (await app.Run(new StartImport { File = received.Value })).Value;
        var answered = await app.Run(new AnswerImport
        {
            ImportId = id, Currency = "GBP", DateOrder = (DateOrder)(seed % 2), DecimalSign = DecimalSign.Dot, Existing = (ExistingOrders)(seed % 2),
            Columns = received.Value.Survey.Columns.Count == 7 ? Columns : null,
        });
        if (answered.Ok) return id;
        (await app.Run(new DiscardImport { ImportId = id })).Ok.ShouldBeTrue($"seed {seed}");
        return null;
    }

    private static Dictionary<ColumnRole, int> Columns => new()
    {
        [ColumnRole.OrderNumber] = 0, [ColumnRole.CustomerCode] = 1, [ColumnRole.CustomerName] = 2, [ColumnRole.OrderedAt] = 3, [ColumnRole.ProductCode] = 4, [ColumnRole.Quantity] = 5,
        [ColumnRole.UnitPrice] = 6,
    };
}

file static class Fates
{
    /// <summary>A check is done or refused; anything else is a fault.</summary>
    public static bool IsSound(this JobState state, int seed)
    {
        state.ShouldBeOneOf([JobState.Done, JobState.Refused], $"seed {seed}");
        return state == JobState.Done;
    }
}
