using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Insight;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Grades;

/// <summary>A grade that a person set over the rule's, with the reason and its last day. Kept for good: who decided what, when and why.</summary>
internal sealed class GradeOverride : Entity<GradeOverride>
{
    /// <summary>Longer than this nobody can foresee: whoever still wants it then sets it again.</summary>
    public const int LongestDays = 366;

    public Id<Customer> CustomerId { get; private init; }

    /// <summary><c>major</c>, <c>minor</c>, <c>ordinary</c>, <c>small</c>.</summary>
    public string Grade { get; private init; } = "";
    public bool NeverConcede { get; private init; }
    public string Reason { get; private init; } = "";
    public Id<Person> SetById { get; private init; }
    public DateTimeOffset SetAt { get; private init; }

    /// <summary>The business day of it, for runs as of a day in the past.</summary>
    public DateOnly SetOn { get; private init; }

    /// <summary>The last day that it holds.</summary>
    public DateOnly Until { get; private init; }

    /// <summary>When it was taken back, or another one put in its place.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }
    public DateOnly? LiftedOn { get; private set; }
    public Id<Person>? LiftedById { get; private set; }

    public static GradeOverride Set(Id<Customer> customer, string grade, bool neverConcede, string reason, DateOnly until, Id<Person> by, DateTimeOffset at, DateOnly today)
    {
        Refuse.Field("Grade", !Standings.Labels.Grades.Contains(grade), "value.grade.unknown");
        Refuse.Field("NeverConcede", neverConcede && grade != "small", "value.override.concede_small_only");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "value.override.reason_missing");
        Refuse.Field("Until", until < today, "value.override.until_past");
        Refuse.Field("Until", until > today.AddDays(LongestDays), "value.override.until_too_far", LongestDays);
        return new() { CustomerId = customer, Grade = grade, NeverConcede = neverConcede, Reason = reason.Trim(), SetById = by, SetAt = at, SetOn = today, Until = until };
    }

    public bool HoldsOn(DateOnly day) => LiftedAt is null && day <= Until;

    public void Lift(Id<Person> by, DateTimeOffset at, DateOnly today)
    {
        Refuse.If(!HoldsOn(today), "value.override.over_already");
        (LiftedAt, LiftedOn, LiftedById) = (at, today, by);
    }

    public HandGrade Hand() => new((CustomerGrade)Array.IndexOf(Standings.Labels.Grades, Grade), NeverConcede);
}

/// <summary>A grade by hand, as a run takes it.</summary>
internal readonly record struct HandGrade(CustomerGrade Grade, bool NeverConcede);

internal sealed class GradeOverrideTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<GradeOverride>(hand =>
    {
        hand.ToTable("value_grade_override");
        hand.HasKey(o => new { o.CustomerId, o.Id });
        hand.HasOneInForce($"lifted_at IS NULL AND until >= '{InForce.Today}'");
        hand.Property(o => o.Grade).HasMaxLength(20);
        hand.Property(o => o.Reason).HasMaxLength(500);
        hand.HasIndex(o => o.Until);
        hand.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
