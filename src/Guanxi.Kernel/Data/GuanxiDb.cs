using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Guanxi.Data;

/// <summary>The operational database: every module's tables in one model. The host derives one context per provider.</summary>
public abstract class GuanxiDb(DbContextOptions options) : DbContext(options)
{
    private readonly List<object> sent = [];
    private readonly List<Action> afterwards = [];
    private bool inSave;
    private string? remark;
    private AuditKey? auditKey;

    /// <summary>The modules whose tables make up the model.</summary>
    protected abstract IReadOnlyList<Module> Modules { get; }

    /// <summary>True once this context has written outbox messages.</summary>
    internal bool HasSent { get; private set; }

    /// <summary>What other questions of the same page have read; null but while a question is answered.</summary>
    internal PageMemory? Memory { get; set; }

    /// <summary>True once this context has queued a job.</summary>
    internal bool HasQueued { get; private set; }

    /// <summary>Tells modules above of something in the transaction under way, beyond what entities raise themselves.</summary>
    public void Tell(object happened) => sent.Add(happened);

    /// <summary>Gives the audit entry of the transaction under way its detail: a count or a code, never anything personal.</summary>
    public void Remark(string detail) => remark = detail;

    /// <summary>Starts a unit of work. Contexts are pooled: what a refused use-case had to tell must not be told by the next one.</summary>
    internal void Fresh()
    {
        ChangeTracker.Clear();
        sent.Clear();
        afterwards.Clear();
        remark = null;
        HasSent = HasQueued = false;
    }

    /// <summary>Done once the transaction under way is through: what a process remembers must not be forgotten before the database has the new.</summary>
    public void Afterwards(Action act) => afterwards.Add(act);

    /// <summary>The transaction is through.</summary>
    internal void Committed()
    {
        foreach (var act in afterwards) act();
        afterwards.Clear();
    }

    /// <inheritdoc cref="Save(Actor, AuditNote, CancellationToken)"/>
    internal Task Save(Actor actor, string useCase, long subject, CancellationToken ct) => Save(actor, new AuditNote(useCase, SubjectId: subject), ct);

    /// <summary>The door's one save: stamps, field history, tombstones, audit and outbox with the rows themselves.</summary>
    internal async Task Save(Actor actor, AuditNote note, CancellationToken ct)
    {
        var fields = new SortedSet<string>(StringComparer.Ordinal);
        ChangeTracker.DetectChanges();
        var now = TimeProvider.System.GetUtcNow();
        var stamp = Moments.Next(now);
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
        {
            if (entry.Entity is IEntity entity)
            {
                foreach (var happened in entity.TakeRaised()) sent.Add(happened);
                if (entry.State != EntityState.Deleted) entity.Stamp(stamp, entry.State == EntityState.Modified);
                FieldChange.Record(this, entry, entity.Key, actor, now, stamp, fields);
            }
            HasQueued |= entry is { State: EntityState.Added, Entity: Jobs.Job };
            if (entry is { State: EntityState.Deleted, Entity: IFed fed }) Add(Tombstone.Of(entry, fed, stamp));
        }
        // Which fields changed says something of one record; of a batch's hundreds it says nothing.
        AddAudit(actor, note with { Detail = note.Detail ?? remark ?? (note.SubjectId != 0 && fields.Count > 0 ? string.Join(' ', fields) : null) }, now);
        foreach (var happened in sent) Add(OutboxMessage.Of(happened, now));
        HasSent |= sent.Count > 0;
        sent.Clear();
        inSave = true;
        try { await SaveChangesAsync(ct); }
        finally { inSave = false; }
    }

    /// <summary>Adds an audit entry of what is no change: the caller saves it.</summary>
    internal void AddAudit(Actor actor, AuditNote note, DateTimeOffset at) => Add(AuditEntry.Of(actor, note, at, auditKey ??= this.GetService<AuditKey>()));

    /// <summary>For plumbing alone (idempotency keys, what was seen): one save without an audit entry of its own. The caller holds the write gate.</summary>
    internal async Task SavePlumbing(CancellationToken ct)
    {
        inSave = true;
        try { await SaveChangesAsync(ct); }
        finally { inSave = false; }
    }

    /// <summary>For sign-in alone, which comes before there is an actor: one save of its own transaction, with its audit entry. The caller holds the write gate.</summary>
    public Task SaveOutsideDoor(long subject, string what, CancellationToken ct) => Save(Actor.System, what, subject, ct);

    /// <summary>Only the door's save saves: a handler that saves by itself would slip past audit and outbox.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        inSave ? base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken) : throw new InvalidOperationException("The door saves.");

    /// <inheritdoc cref="SaveChangesAsync(bool, CancellationToken)"/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new InvalidOperationException("The door saves.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Convert(configurationBuilder, Modules.Select(m => m.Assembly));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var module in Modules) module.MapTables(modelBuilder);
        Conventions.Name(modelBuilder, Modules);
    }
}

/// <summary>Instants as microseconds since 1970, UTC.</summary>
public static class Micros
{
    public static long Of(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
    public static DateTimeOffset At(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}

/// <summary>JSON as the database keeps it: camel case, ids as strings, enums as names.</summary>
public static class StoredJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
    public static T? Read<T>(string? json) => string.IsNullOrEmpty(json) ? default : JsonSerializer.Deserialize<T>(json, Options);
}
