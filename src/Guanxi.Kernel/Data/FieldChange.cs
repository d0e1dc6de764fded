using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Guanxi.Data;

/// <summary>One field of one record got another value. The record's history, and what undo reads.</summary>
public sealed class FieldChange
{
    /// <summary>The record; the customer's own id for a customer.</summary>
    public long SubjectId { get; private init; }
    public long Id { get; private init; } = Ids.Next();

    /// <summary>Property name, e.g. <c>Phone</c>.</summary>
    public string Field { get; private init; } = "";
    public string? OldValue { get; private init; }
    public string? NewValue { get; private init; }
    public DateTimeOffset ChangedAt { get; private init; }
    public Id<Person> ChangedBy { get; private init; }

    /// <summary>Microseconds of <see cref="ChangedAt"/>, by which the warehouse learns what is new.</summary>
    public long ChangeStamp { get; private init; }

    internal static void Record(GuanxiDb db, EntityEntry entry, long subject, Actor actor, DateTimeOffset now, long stamp, ISet<string> fields)
    {
        if (entry.State != EntityState.Modified) return;
        foreach (var property in entry.Properties.Where(p => p.IsModified && p.Metadata.PropertyInfo?.GetCustomAttribute<HistoryAttribute>() is not null))
        {
            var (before, after) = (Text(property.OriginalValue), Text(property.CurrentValue));
            if (before == after) continue;
            fields.Add(property.Metadata.Name);
            db.Add(new FieldChange { SubjectId = subject, Field = property.Metadata.Name, OldValue = before, NewValue = after, ChangedAt = now, ChangedBy = actor.Id, ChangeStamp = stamp });
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        IFormattable formattable => formattable.ToString(value is DateOnly or DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

internal sealed class FieldChangeTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<FieldChange>(change =>
    {
        change.HasKey(c => new { c.SubjectId, c.Id });
        change.Property(c => c.Field).HasMaxLength(60);
        change.HasIndex(c => c.ChangeStamp);
    });
}
