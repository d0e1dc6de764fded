using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public.Inbox;

public enum IncomingState
{
    /// <summary>Nobody has said yet whose it is.</summary>
    Waiting,

    /// <summary>It became a complaint of a customer.</summary>
    Taken,

    /// <summary>Answered, and no complaint: a suggestion that was thanked for, something that belongs elsewhere.</summary>
    Rejected,

    /// <summary>Ended without an answer: an advertisement, a joke, the same thing twice.</summary>
    Closed,
}

/// <summary>What came in by the public form, before somebody of the firm said whose it is. What a stranger types is never linked to a customer by itself: anybody may know another's phone number.</summary>
public sealed class Incoming : Entity<Incoming>
{
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>The shop whose sign the customer followed; null for the firm's own page.</summary>
    public Id<Unit>? UnitId { get; private init; }

    /// <summary>A suggestion is not a complaint: it has no four steps, but is answered.</summary>
    public bool IsSuggestion { get; private init; }

    /// <summary>The language in which the customer read the form.</summary>
    public string Language { get; private init; } = "";
    public string? Name { get; private init; }
    [Personal] public string? Phone { get; private init; }
    [Personal] public string? Email { get; private init; }
    public string? OrderNumber { get; private init; }
    public string Words { get; private init; } = "";
    public string? Wish { get; private init; }
    public IncomingState State { get; private set; }
    public Id<Customer>? CustomerId { get; private set; }
    public Id<Complaint>? ComplaintId { get; private set; }
    public Id<Person>? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>What the customer is told, where it was rejected or a suggestion was answered.</summary>
    public string? Answer { get; private set; }

    /// <summary>Why it was ended without an answer; the firm's own word, which the sender never reads.</summary>
    public string? ClosedBecause { get; private set; }

    /// <summary>When the lead was told that it waits too long; null where it did not, or nobody was told.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    public static Incoming Of(bool suggestion, string words, string? wish, string? name, string? phone, string? email, string? orderNumber, Id<Unit>? unit, string language, DateTimeOffset at)
    {
        Refuse.Field("Words", string.IsNullOrWhiteSpace(words), "service.complaint.summary_missing");
        Refuse.Field("Phone", !suggestion && string.IsNullOrWhiteSpace(phone) && string.IsNullOrWhiteSpace(email), "service.public.no_way_back");
        return new()
        {
            IsSuggestion = suggestion, Words = words.Trim(), Wish = Tidy(wish), Name = Tidy(name), Phone = Tidy(phone), Email = Tidy(email), OrderNumber = Tidy(orderNumber), UnitId = unit, Language = language, ReceivedAt = at,
        };
    }

    public void Take(Id<Customer> customer, Id<Complaint> complaint, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State != IncomingState.Waiting, "service.incoming.decided_already");
        Refuse.If(IsSuggestion, "service.incoming.is_suggestion");
        (State, CustomerId, ComplaintId, DecidedBy, DecidedAt) = (IncomingState.Taken, customer, complaint, by, at);
    }

    /// <summary>Ends it without a complaint: with an answer that the sender reads by their link.</summary>
    public void End(string answer, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State != IncomingState.Waiting, "service.incoming.decided_already");
        Refuse.Field("Answer", string.IsNullOrWhiteSpace(answer), "service.incoming.answer_missing");
        (State, Answer, DecidedBy, DecidedAt) = (IncomingState.Rejected, answer.Trim(), by, at);
    }

    /// <summary>Ends it without an answer, with the reason.</summary>
    public void Close(string because, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State != IncomingState.Waiting, "service.incoming.decided_already");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.complaint.reason_missing");
        (State, ClosedBecause, DecidedBy, DecidedAt) = (IncomingState.Closed, because.Trim(), by, at);
    }

    /// <summary>Nobody took it up within the limit of the first answer: somebody was told, once.</summary>
    public void Escalate(DateTimeOffset at) => EscalatedAt = at;

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal sealed class IncomingTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Incoming>(incoming =>
    {
        incoming.ToTable("service_incoming");
        incoming.HasKey(i => i.Id);
        incoming.Property(i => i.State).HasConversion<string>().HasMaxLength(20);
        incoming.Property(i => i.Language).HasMaxLength(10);
        incoming.Property(i => i.Name).HasMaxLength(120);
        incoming.Property(i => i.Phone).HasMaxLength(60);
        incoming.Property(i => i.Email).HasMaxLength(200);
        incoming.Property(i => i.OrderNumber).HasMaxLength(60);
        foreach (var words in new[] { nameof(Incoming.Words), nameof(Incoming.Wish), nameof(Incoming.Answer), nameof(Incoming.ClosedBecause) }) incoming.Property(words).HasMaxLength(2000);
        incoming.HasIndex(i => new { i.State, i.ReceivedAt });
        incoming.HasIndex(i => new { i.State, i.DecidedAt });
        incoming.HasIndex(i => i.CustomerId);
    });
}
