using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Losses;

/// <summary>Why a customer was lost, or is on the way out, as somebody learned it. Never changed: who learns more records it beside the first.</summary>
internal sealed class Loss : Entity<Loss>, IFed
{
    public Id<Customer> CustomerId { get; private init; }

    /// <summary>Since when the customer stays away, as far as is known.</summary>
    public DateOnly LostOn { get; private init; }
    public LossKind Kind { get; private init; }
    public LossCause Cause { get; private init; }

    /// <summary>In plain words, the customer's own where there was an interview.</summary>
    public string? Words { get; private init; }
    public string? Competitor { get; private init; }
    public LossSource Source { get; private init; }

    /// <summary>Who of the customer was asked.</summary>
    public string? Asked { get; private init; }
    public Id<Person> RecordedBy { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>What the customer was before, from the last standing before that day; null where there was none.</summary>
    public DateOnly? StoodOn { get; private init; }
    public string? Grade { get; private init; }

    /// <summary>Current and potential value then, minor units of the base currency: what the firm goes without.</summary>
    public long? MoneyMinor { get; private init; }
    public Id<Unit>? UnitId { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;

    public static Loss Record(Id<Customer> customer, LossFacts facts, LossStanding before, Id<Person> by, DateTimeOffset at, DateOnly today)
    {
        Refuse.Field(nameof(LostOn), facts.LostOn > today, "retention.loss.in_the_future");
        Refuse.Field(nameof(Cause), !LossCauses.Of(facts.Kind).Contains(facts.Cause), "retention.loss.cause_of_another_kind");
        Refuse.Field(nameof(Competitor), facts.Cause == LossCause.WentOver && string.IsNullOrWhiteSpace(facts.Competitor), "retention.loss.competitor_missing");
        Refuse.Field(nameof(Words), facts.Cause == LossCause.Other && string.IsNullOrWhiteSpace(facts.Words), "retention.loss.other_needs_words");
        Refuse.Field(nameof(Asked), facts.Source == LossSource.Interview && string.IsNullOrWhiteSpace(facts.Asked), "retention.loss.interview_needs_name");
        return new()
        {
            CustomerId = customer, LostOn = facts.LostOn, Kind = facts.Kind, Cause = facts.Cause, Words = Said(facts.Words), Competitor = facts.Kind == LossKind.Competitor ? Said(facts.Competitor) : null,
            Source = facts.Source, Asked = Said(facts.Asked), RecordedBy = by, RecordedAt = at, StoodOn = before.On, Grade = before.Grade, MoneyMinor = before.MoneyMinor, UnitId = before.UnitId,
        };
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What somebody learned.</summary>
internal sealed record LossFacts(DateOnly LostOn, LossKind Kind, LossCause Cause, string? Words, string? Competitor, LossSource Source, string? Asked);

/// <summary>What the customer was before it.</summary>
internal sealed record LossStanding(DateOnly? On, string? Grade, long? MoneyMinor, Id<Unit>? UnitId);

internal sealed class LossTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Loss>(loss =>
    {
        loss.ToTable("retention_loss");
        loss.HasKey(l => new { l.CustomerId, l.Id });
        loss.Property(l => l.Kind).HasConversion<string>().HasMaxLength(20);
        loss.Property(l => l.Cause).HasConversion<string>().HasMaxLength(20);
        loss.Property(l => l.Source).HasConversion<string>().HasMaxLength(20);
        loss.Property(l => l.Words).HasMaxLength(2000);
        loss.Property(l => l.Competitor).HasMaxLength(120);
        loss.Property(l => l.Asked).HasMaxLength(120);
        loss.Property(l => l.Grade).HasMaxLength(20);
        loss.HasIndex(l => new { l.LostOn, l.Id });
        loss.HasIndex(l => l.ChangeStamp);
        loss.HasOne<Customer>().WithMany().HasForeignKey(l => l.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
