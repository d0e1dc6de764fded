using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

internal enum ImportState { Uploaded, Checked, Writing, Done, Cancelled, Undone, Failed }

/// <summary>One file that someone loads: from upload to receipt, and perhaps back again.</summary>
internal sealed class Import : Entity<Import>
{
    public string FileName { get; private init; } = "";

    /// <summary>Where the file lies, relative to the data folder.</summary>
    public string StoredAs { get; private init; } = "";
    public long Bytes { get; private init; }
    public ImportState State { get; private set; }

    /// <summary>How the file is to be read, as JSON.</summary>
    public string? Mapping { get; private set; }

    /// <summary>What the check found, as JSON.</summary>
    public string? Findings { get; private set; }

    /// <summary>Row groups written so far; saved with the rows themselves, so that a killed process goes on exactly there.</summary>
    public long Checkpoint { get; private set; }

    /// <summary>The receipt, as JSON, once written.</summary>
    public string? Receipt { get; private set; }
    public Id<Person> CreatedBy { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }
}

internal sealed class ImportTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Import>(import =>
    {
        import.ToTable("exchange_import");
        import.HasKey(i => i.Id);
        import.Property(i => i.FileName).HasMaxLength(260);
        import.Property(i => i.StoredAs).HasMaxLength(260);
        import.Property(i => i.State).HasConversion<string>().HasMaxLength(20);
        import.HasIndex(i => i.CreatedAt);
    });
}
