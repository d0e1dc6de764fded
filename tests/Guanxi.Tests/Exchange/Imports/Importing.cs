using System.Text;
using System.Diagnostics.CodeAnalysis;
using Guanxi.Exchange.Imports;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Exchange.Imports;

/// <summary>The steps of an import, as its pages take them.</summary>
internal static class Importing
{
    public static async Task<Id<Import>> Upload(this GuanxiApp app, string text, string name = "orders.csv") => await app.Upload(new MemoryStream(Encoding.UTF8.GetBytes(text)), name);

    public static async Task<Id<Import>> Upload(this GuanxiApp app, Stream content, string name = "orders.csv")
    {
        var received = await app.Run(new ReceiveImportFile { Content = content, FileName = name });
        return (await app.Run(new StartImport { File = received.Value })).Value;
    }

    /// <summary>Uploads, in pounds where nothing else is said, and checks.</summary>
    public static async Task<Id<Import>> UploadAndCheck(this GuanxiApp app, string text, AnswerImport? answers = null)
    {
        var id = await app.Upload(text);
        _ = (await app.Run((answers ?? new AnswerImport { Currency = "GBP" }) with { ImportId = id })).Value;
        await app.Check(id);
        return id;
    }

    public static async Task<Job> Check(this GuanxiApp app, Id<Import> id) => await app.Finish((await app.Run(new CheckImport { ImportId = id })).Value);

    public static async Task<Job> Write(this GuanxiApp app, Id<Import> id) => await app.Finish((await app.Run(new WriteImport { ImportId = id })).Value);

    public static async Task<Job> Undo(this GuanxiApp app, Id<Import> id) => await app.Finish((await app.Run(new UndoImport { ImportId = id })).Value);

    /// <summary>Loads a text in one go.</summary>
    public static async Task<Id<Import>> Load(this GuanxiApp app, string text, AnswerImport? answers = null)
    {
        var id = await app.UploadAndCheck(text, answers);
        (await app.Write(id)).State.ShouldBe(JobState.Done);
        return id;
    }

    public static Task<Job> Finish(this GuanxiApp app, Id<Job> job) => app.Services.GetRequiredService<JobRunner>().Run(job, default);

    public static async Task<ImportView> Details(this GuanxiApp app, Id<Import> id) => (await app.Run(new ImportDetails { ImportId = id })).Value;

    /// <summary>Rows of every table but those that only grow (audit, outbox, jobs, tombstones, imports) and those of the nodes: leases, and which copy of the warehouse has what.</summary>
    [SuppressMessage("Security", "EF1002", Justification = "Table names come from the model.")]
    public static Task<Dictionary<string, long>> RowCounts(this GuanxiApp app) => app.Use(async db =>
    {
        string[] others = ["kernel_audit_entry", "kernel_outbox", "kernel_job", "kernel_tombstone", "exchange_import", "kernel_setting", "kernel_lease", "kernel_node", "warehouse_load", "warehouse_copy"];
        var counts = new Dictionary<string, long>();
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct().Except(others).Append("customers_search"))
            counts[table] = await db.Database.SqlQueryRaw<long>($"SELECT COUNT(*) AS \"Value\" FROM {table}").SingleAsync();
        return counts;
    });

    public static Task<List<T>> All<T>(this GuanxiApp app) where T : class => app.Use(db => db.Set<T>().AsNoTracking().ToListAsync());
}
