using Guanxi.Data;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Model;

/// <summary>The model's sheet of a run. Beside the run, not in it: every card of a customer reads the run, few read the sheet.</summary>
internal sealed class KeptSheet
{
    public Id<InsightRun> RunId { get; private init; }

    /// <summary>A <see cref="ModelSheetView"/> as JSON.</summary>
    public string Sheet { get; private init; } = "";

    public static KeptSheet Of(Id<InsightRun> run, ModelSheetView sheet) => new() { RunId = run, Sheet = StoredJson.Write(sheet) };
}

internal sealed class KeptSheetTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<KeptSheet>(sheet =>
    {
        sheet.ToTable("value_model_sheet");
        sheet.HasKey(s => s.RunId);
        sheet.Property(s => s.RunId).ValueGeneratedNever();
        // A run that is forgotten, or made anew, takes its sheet along.
        sheet.HasOne<InsightRun>().WithOne().HasForeignKey<KeptSheet>(s => s.RunId).OnDelete(DeleteBehavior.Cascade);
    });
}
