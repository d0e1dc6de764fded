using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Register;

/// <summary>What an indicator showed when a risk was assessed.</summary>
/// <param name="Value">Null where there was too little to say anything.</param>
internal sealed record SeenIndicator(string Key, double? Value);

/// <summary>How likely and how bad somebody thought a risk to be on a day, why, and what its indicators showed then. Never changed.</summary>
internal sealed class RiskAssessment : Entity<RiskAssessment>
{
    public Id<RegisteredRisk> RiskId { get; private init; }
    public int Likelihood { get; private init; }
    public int Impact { get; private init; }
    public string Because { get; private init; } = "";
    public Id<Person> AssessedBy { get; private init; }
    public DateOnly AssessedOn { get; private init; }
    public string SeenKept { get; private init; } = "[]";

    public IReadOnlyList<SeenIndicator> Seen => StoredJson.Read<List<SeenIndicator>>(SeenKept) ?? [];

    internal static RiskAssessment Of(RegisteredRisk risk, string because, IReadOnlyList<SeenIndicator> seen, Id<Person> by) => new()
    {
        RiskId = risk.Id, Likelihood = risk.Likelihood, Impact = risk.Impact, Because = because, SeenKept = StoredJson.Write(seen), AssessedBy = by, AssessedOn = risk.AssessedOn,
    };
}

internal sealed class RiskAssessmentTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<RiskAssessment>(assessment =>
    {
        assessment.ToTable("risk_assessment");
        assessment.HasKey(a => a.Id);
        assessment.Property(a => a.Because).HasMaxLength(2000);
        assessment.Property(a => a.SeenKept).HasColumnName("seen");
        assessment.Ignore(a => a.Seen);
        assessment.HasOne<RegisteredRisk>().WithMany().HasForeignKey(a => a.RiskId).OnDelete(DeleteBehavior.Restrict);
        assessment.HasIndex(a => new { a.RiskId, a.Id });
    });
}
