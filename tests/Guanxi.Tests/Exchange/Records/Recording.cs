using System.Globalization;
using System.Text;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Records;
using Guanxi.Exchange.Writing;
using Guanxi.Jobs;
using Guanxi.Tests.Exchange.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Exchange.Records;

/// <summary>Files of records, as tests load them.</summary>
internal static class Recording
{
    /// <summary>Uploads a text, as its header says, and checks all rows.</summary>
    public static async Task<RecordView> CheckRecords(this GuanxiApp app, string text, string? kind = null, AnswerImport? answers = null) => (await app.Details(await app.Recorded(text, kind, answers))).Records!;

    /// <summary>The same, and the import itself.</summary>
    public static async Task<Id<Import>> Recorded(this GuanxiApp app, string text, string? kind = null, AnswerImport? answers = null, Actor? actor = null, byte[]? bytes = null)
    {
        var received = (await app.Run(new ReceiveImportFile { Content = new MemoryStream(bytes ?? Encoding.UTF8.GetBytes(text)), FileName = "old.csv" }, actor)).Value;
        var id = (await app.Run(new StartImport { File = received, Kind = kind }, actor)).Value;
        if (answers is not null) _ = (await app.Run(answers with { ImportId = id }, actor)).Value;
        var job = await app.Finish((await app.Run(new CheckImport { ImportId = id }, actor)).Value);
        job.State.ShouldBe(JobState.Done, job.Problem);
        return id;
    }

    /// <summary>Checks and loads.</summary>
    public static async Task<Id<Import>> LoadRecords(this GuanxiApp app, string text, string? kind = null, AnswerImport? answers = null)
    {
        var id = await app.Recorded(text, kind, answers);
        var job = await app.Write(id);
        job.State.ShouldBe(JobState.Done, job.Problem);
        return id;
    }

    /// <summary>Customers with codes prefix-0, prefix-1, …, who came with orders as a firm's first customers do.</summary>
    public static Task<Id<Import>> LoadCustomers(this GuanxiApp app, string prefix, int count) => app.Load("order,customer,name,date,amount\n" + string.Concat(Enumerable.Range(0, count)
        .Select(n => string.Create(CultureInfo.InvariantCulture, $"{prefix}-O{n},{prefix}-{n},{prefix} name {n},2024-01-01,5\n"))), new AnswerImport { Currency = "CNY" });

    /// <summary>Every row of every table but those that only grow and those of imports, word by word.</summary>
    public static async Task<string> Everything(this GuanxiApp app, params string[] tables)
    {
        var rows = new StringBuilder();
        await app.Use(async db =>
        {
            await db.Database.OpenConnectionAsync();
            foreach (var table in tables)
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    rows.Append(table).Append('|').AppendJoin('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))).Append('\n');
            }
        });
        return rows.ToString();
    }

    /// <summary>Runs the job as a process that dies after some turns: the token of the host ends it, no person did.</summary>
    public static async Task WriteSome(this GuanxiApp app, Id<Job> job, int turns)
    {
        using var killed = new CancellationTokenSource();
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<GuanxiDb>();
        var work = new WriteImportJob(db, services.GetRequiredService<WriteGate>(), services.GetRequiredService<IDatabase>(), services.GetRequiredService<CustomerWriter>(), services.GetRequiredService<ImportFiles>(),
            services.GetRequiredService<RecordWriting>(), new MortalClock(turns, killed));
        var run = new JobRun(await db.Set<Job>().AsNoTracking().SingleAsync(j => j.Id == job), Actor.System, killed);
        await Should.ThrowAsync<OperationCanceledException>(() => work.Run(run, killed.Token));
    }

    private sealed class MortalClock(int most, CancellationTokenSource killed) : TimeProvider
    {
        private int asked;

        public override DateTimeOffset GetUtcNow()
        {
            if (++asked > most) killed.Cancel();
            return System.GetUtcNow();
        }
    }
}
