using System.Buffers.Text;
using System.Security.Cryptography;
using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys;

/// <summary>A customer was asked to answer a survey, once.</summary>
public sealed class Invitation : Entity<Invitation>
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<Survey> SurveyId { get; private init; }

    /// <summary>What it is about; null where it is about nothing in particular. Nobody is asked twice about the same thing.</summary>
    public SurveyOccasion? About { get; private init; }

    /// <summary>Of the order, complaint, request or contact that it is about.</summary>
    public long? AboutId { get; private init; }

    /// <summary>The shop of what it is about; null where it has none.</summary>
    public Id<Unit>? UnitId { get; private init; }

    /// <summary>Who sold, handled or visited.</summary>
    public Id<Person>? PersonId { get; private init; }

    /// <summary>The wave that it belongs to; null where it belongs to none.</summary>
    public Id<Wave>? WaveId { get; private init; }
    public DateTimeOffset InvitedAt { get; private init; }

    /// <summary>Before this moment nobody is to pass the link on; null for at once.</summary>
    public DateTimeOffset? WaitsUntil { get; private init; }
    public Id<Person> InvitedBy { get; private init; }

    /// <summary>When somebody or something passed the link on to the customer.</summary>
    public DateTimeOffset? HandedOutAt { get; private set; }

    /// <summary>Stays empty in an anonymous survey: that somebody answered would then be told by when.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public static Invitation To(Id<Customer> customer, Id<Survey> survey, Id<Person> by, DateTimeOffset at, Id<Wave>? wave = null) =>
        new() { CustomerId = customer, SurveyId = survey, InvitedBy = by, InvitedAt = at, WaveId = wave };

    /// <summary>After something that happened.</summary>
    public static Invitation After(Happened happened, Survey survey, Id<Person> by, DateTimeOffset at) => new()
    {
        CustomerId = happened.CustomerId, SurveyId = survey.Id, About = happened.Occasion, AboutId = happened.AboutId, UnitId = happened.UnitId, PersonId = happened.PersonId, InvitedBy = by, InvitedAt = at,
        WaitsUntil = survey.DelayDays > 0 ? at.AddDays(survey.DelayDays) : null,
    };

    public void HandOut(DateTimeOffset at) => HandedOutAt ??= at;

    public void Answer(DateTimeOffset at)
    {
        Refuse.If(AnsweredAt is not null, "surveys.invitation.answered_already");
        AnsweredAt = at;
    }
}

/// <summary>What a customer may be asked about.</summary>
/// <param name="AboutId">Of the order, complaint, request or contact.</param>
/// <param name="UnitId">The shop where it happened; null where there is none.</param>
/// <param name="PersonId">Who sold, handled or visited.</param>
public sealed record Happened(SurveyOccasion Occasion, long AboutId, Id<Customer> CustomerId, Id<Unit>? UnitId, Id<Person>? PersonId);

/// <summary>The way from a link to an invitation. In an anonymous survey it is torn up by whoever answers; it has no version and no stamp, so that nothing tells when.</summary>
public sealed class Ticket
{
    public string Secret { get; private init; } = "";
    public Id<Customer> CustomerId { get; private init; }
    public Id<Invitation> InvitationId { get; private init; }
    public Id<Survey> SurveyId { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }

    public static Ticket For(Invitation invitation, int validDays, DateTimeOffset at) =>
        new() { Secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)), CustomerId = invitation.CustomerId, InvitationId = invitation.Id, SurveyId = invitation.SurveyId, ExpiresAt = (invitation.WaitsUntil ?? at).AddDays(validDays) };

    /// <summary>Where the customer answers.</summary>
    public string Path => $"/survey/{Secret}";
}

internal sealed class InvitationTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("surveys_invitation");
            invitation.HasKey(i => new { i.CustomerId, i.Id });
            invitation.Property(i => i.About).HasConversion<string>().HasMaxLength(20);
            invitation.HasIndex(i => i.WaveId);
            invitation.HasIndex(i => new { i.SurveyId, i.HandedOutAt, i.Id });
            invitation.HasOne<Customer>().WithMany().HasForeignKey(i => i.CustomerId).OnDelete(DeleteBehavior.Restrict);
            invitation.HasOne<Survey>().WithMany().HasForeignKey(i => i.SurveyId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Ticket>(ticket =>
        {
            ticket.ToTable("surveys_ticket");
            ticket.HasKey(t => t.Secret);
            ticket.Property(t => t.Secret).HasMaxLength(40);
            ticket.Ignore(t => t.Path);
            ticket.HasIndex(t => t.InvitationId);
            ticket.HasIndex(t => t.CustomerId);
        });
    }
}
