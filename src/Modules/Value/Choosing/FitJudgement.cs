using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Choosing;

/// <summary>What a person thinks of one criterion of one customer, 1 to 5. The newest one counts; the others are its history.</summary>
internal sealed class FitJudgement : Entity<FitJudgement>
{
    public Id<Customer> CustomerId { get; private init; }
    public FitCriterion Criterion { get; private init; }

    /// <summary>1 bad for the firm, 5 good.</summary>
    public int Score { get; private init; }
    public string Reason { get; private init; } = "";
    public Id<Person> JudgedBy { get; private init; }
    public DateTimeOffset JudgedAt { get; private init; }

    /// <summary>The business day, in the firm's zone.</summary>
    public DateOnly JudgedOn { get; private init; }

    /// <summary>Still the one that counts.</summary>
    public bool Current { get; private set; } = true;

    public static FitJudgement Of(Id<Customer> customer, FitCriterion criterion, int score, string reason, Id<Person> by, DateTimeOffset at, DateOnly on)
    {
        Refuse.Field("Criterion", criterion == FitCriterion.Likeness || !Enum.IsDefined(criterion), "value.fit.not_judged");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "value.fit.reason_missing");
        return new() { CustomerId = customer, Criterion = criterion, Score = score, Reason = reason.Trim(), JudgedBy = by, JudgedAt = at, JudgedOn = on };
    }

    public void Replace() => Current = false;
}

internal sealed class FitJudgementTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<FitJudgement>(judgement =>
    {
        judgement.ToTable("value_fit_judgement");
        judgement.HasKey(j => new { j.CustomerId, j.Id });
        judgement.HasOneInForce("\"current\"", "criterion");
        judgement.Property(j => j.Criterion).HasConversion<string>().HasMaxLength(20);
        judgement.Property(j => j.Reason).HasMaxLength(500);
        judgement.HasIndex(j => new { j.Current, j.CustomerId });
        judgement.HasOne<Customer>().WithMany().HasForeignKey(j => j.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
