using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guanxi.Customers;

/// <summary>A record that may have come from a file.</summary>
public interface IImported
{
    /// <summary>The import that brought it; null where it came about here.</summary>
    long? ImportId { get; }

    /// <summary>Its number in its old home, or one made of what its row said: see <see cref="RecordRow.MadeUp"/>.</summary>
    string? ExternalNumber { get; }
}

/// <summary>What every kind of records asks of its table.</summary>
public static class ImportedRecords
{
    public static async Task<IReadOnlyDictionary<string, long?>> There<T>(this IQueryable<T> records, IReadOnlyCollection<string> numbers, CancellationToken ct) where T : class, IImported
    {
        var there = new Dictionary<string, long?>(StringComparer.Ordinal);
        // Not unique by the database: of two that came by different ways the first will do.
        foreach (var found in await records.AsNoTracking().Where(record => record.ExternalNumber != null && numbers.Contains(record.ExternalNumber)).Select(record => new { record.ExternalNumber, record.ImportId }).ToListAsync(ct))
            there.TryAdd(found.ExternalNumber!, found.ImportId);
        return there;
    }

    public static Task<long> Left<T>(this IQueryable<T> records, long import, CancellationToken ct) where T : class, IImported => records.LongCountAsync(record => record.ImportId == import, ct);

    /// <summary>Its columns, and by what it is found again.</summary>
    public static void MayBeImported<T>(this EntityTypeBuilder<T> entity) where T : class, IImported
    {
        entity.Property(record => record.ExternalNumber).HasMaxLength(RecordRow.LongestNumber);
        entity.HasIndex(nameof(IImported.ImportId)).HasFilter("import_id IS NOT NULL");
        entity.HasIndex(nameof(IImported.ExternalNumber)).HasFilter("external_number IS NOT NULL");
    }

    /// <summary>The number that people know it by; null where its row had none.</summary>
    public static string? Known(string? externalNumber) => externalNumber is [RecordRow.MadeUp, ..] ? null : externalNumber;
}
