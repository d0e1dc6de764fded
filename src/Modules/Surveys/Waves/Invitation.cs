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

    /// <summary>What it was for, e.g. <c>order:17</c>: nobody is asked twice about the same thing.</summary>
    public string? Occasion { get; private init; }
    public Id<Unit>? UnitId { get; private init; }
    public DateTimeOffset InvitedAt { get; private init; }
    public Id<Person> InvitedBy { get; private init; }

    /// <summary>When somebody or something passed the link on to the customer.</summary>
    public DateTimeOffset? HandedOutAt { get; private set; }

    /// <summary>Stays empty in an anonymous survey: that somebody answered would then be told by when.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public static Invitation To(Id<Customer> customer, Id<Survey> survey, string? occasion, Id<Unit>? unit, Id<Person> by, DateTimeOffset at) =>
        new() { CustomerId = customer, SurveyId = survey, Occasion = occasion, UnitId = unit, InvitedBy = by, InvitedAt = at };

    public void HandOut(DateTimeOffset at) => HandedOutAt ??= at;

    public void Answer(DateTimeOffset at)
    {
        Refuse.If(AnsweredAt is not null, "surveys.invitation.answered_already");
        AnsweredAt = at;
    }
}

/// <summary>The way from a link to an invitation. In an anonymous survey it is torn up by whoever answers; it has no version and no stamp, so that nothing tells when.</summary>
public sealed class Ticket
{
    public string Secret { get; private init; } = "";
    public Id<Customer> CustomerId { get; private init; }
    public Id<Invitation> InvitationId { get; private init; }
    public Id<Survey> SurveyId { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }

    public static Ticket For(Invitation invitation, int validDays, DateTimeOffset at) =>
        new() { Secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)), CustomerId = invitation.CustomerId, InvitationId = invitation.Id, SurveyId = invitation.SurveyId, ExpiresAt = at.AddDays(validDays) };

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
            invitation.Property(i => i.Occasion).HasMaxLength(40);
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
