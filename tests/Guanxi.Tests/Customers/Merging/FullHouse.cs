using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Guanxi.Customers;
using Guanxi.Customers.Merging;
using Guanxi.Data;
using Guanxi.Surveys;
using Guanxi.Tests.Service.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers.Merging;

/// <summary>Customers with rows in every table that belongs to customers, filled as the model says; and the whole database as text, to compare.</summary>
[SuppressMessage("Security", "EF1002", Justification = "Names come from the model.")]
internal static class FullHouse
{
    // What only grows, and what tells of changes.
    private static readonly string[] Growing = ["kernel_audit_entry", "kernel_outbox", "kernel_field_change", "kernel_tombstone", "kernel_job"];
    private static readonly string[] Telling = ["version", "change_stamp"];

    /// <summary>A row in each table, twice over: once with nothing in what may be empty, once with all of it.</summary>
    public static async Task Fill(this GuanxiApp app, Id<Customer> customer, string sign)
    {
        // What rows of customers refer to without being a customer's.
        var (queue, kind) = await app.Desk();
        Dictionary<string, long> outside = new()
        {
            ["survey_id"] = (await app.Given(Survey.Draft("Asked", Actor.System.Id, Micros.At(1_700_000_000_000_000)))).Id.Value, ["queue_id"] = queue.Value, ["kind_id"] = kind.Value,
        };
        await app.Use(db => Fill(app, db, customer, sign, outside));
    }

    private static async Task Fill(GuanxiApp app, GuanxiDb db, Id<Customer> customer, string sign, Dictionary<string, long> outside)
    {
        var database = app.Services.GetRequiredService<IDatabase>();
        await db.Turn(app.Services.GetRequiredService<WriteGate>(), Actor.System, "Given", async () =>
        {
            foreach (var full in (bool[])[false, true])
            {
                var keys = new Dictionary<string, object>();
                foreach (var table in CustomerLinks.Of(db).Tables)
                {
                    var entity = db.Model.GetEntityTypes().First(e => e.GetTableName() == table.Name);
                    var columns = OwnedTable.Table(entity).Columns.ToList();
                    // Of tables that others belong to, one id each.
                    var id = Ids.Next();
                    object? Value(string name, Type type, bool nullable, int? longest) =>
                        name == table.Customer ? customer.Value
                        : outside.TryGetValue(name, out var other) ? other
                        : table.Parent is { } parent && parent.By.Contains(name) ? keys[parent.Table.Name]
                        : nullable && (!full || entity.GetForeignKeys().Any(k => k.Properties.Any(p => p.GetColumnName() == name))) ? null
                        : type == typeof(long) ? (table.Key.Contains(name) ? id : 7L) : type == typeof(int) ? 3 : type == typeof(bool) ? !full : type == typeof(double) ? 0.25
                        : type == typeof(DateOnly) ? new DateOnly(2026, 3, 2) : type == typeof(DateTimeOffset) ? Micros.At(1_700_000_000_000_000)
                        // The first of each table is alike for everybody: of tags and such, one is in the way of the other.
                        : name is "taken" or "parked" ? "[]" : full ? Fitting(sign, longest) : Fitting("same", longest);
                    await database.Write(db, new(table.Name, [.. columns.Select(c => c.Name)]), [[.. columns.Select(c => Value(c.Name, c.ProviderClrType, c.IsNullable, c.PropertyMappings[0].Property.GetMaxLength()))]], default);
                    keys[table.Name] = id;
                }
            }
        }, default);
    }

    private static string Fitting(string text, int? longest) => longest < text.Length ? text[..longest.Value] : text;

    /// <summary>Every row of every table, but for what only grows and what tells of a change.</summary>
    public static Task<Dictionary<string, List<string>>> Dump(this GuanxiApp app) => app.Use(async db =>
    {
        var tables = new Dictionary<string, List<string>>();
        foreach (var table in db.Model.GetRelationalModel().Tables.Where(t => !Growing.Contains(t.Name)))
            tables[table.Name] = [.. (await Rows(db, $"SELECT {string.Join(", ", table.Columns.Where(c => !Telling.Contains(c.Name)).Select(c => $"\"{c.Name}\""))} FROM {table.Name}")).Order(StringComparer.Ordinal)];
        return tables;
    });

    public static async Task<List<string>> Rows(GuanxiDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Command(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return rows;
    }

    /// <summary>Merges as somebody does who takes the advice.</summary>
    public static async Task<Outcome<MergeDone>> Merge(this GuanxiApp app, Id<Customer> survivor, Id<Customer> other, Actor? actor = null, params string[] take)
    {
        var view = (await app.Run(new MergePreview { CustomerId = survivor, OtherId = other })).Value;
        return await app.Run(new MergeCustomers { CustomerId = survivor, OtherId = other, Version = view.Stays.Version, OtherVersion = view.Goes.Version, Take = take }, actor);
    }

    public static Task<Outcome<MergeUndone>> Part(this GuanxiApp app, MergeDone merge) => app.Run(new UndoMerge { CustomerId = merge.CustomerId, MergeId = merge.MergeId });
}
