using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Privacy;

/// <summary>What somebody may ask of whoever keeps data about them (PIPL art. 44–48, GDPR art. 15–22).</summary>
public enum PrivacyWish
{
    /// <summary>To know what is kept, or have a copy of it.</summary>
    Copy,

    /// <summary>To have something put right.</summary>
    Correct,

    /// <summary>To be forgotten.</summary>
    Erase,

    /// <summary>That nothing more is done with the data, or not this.</summary>
    Restrict,

    /// <summary>To have explained, and looked at by a person, what was decided automatically.</summary>
    Explain,
}

public enum PrivacyState { Open, Done, Refused }

/// <summary>A request about personal data, with the day by which it must be answered. By the public form anybody can claim to be anybody: it is nobody's until a person of the firm says whose it is.</summary>
internal sealed class PrivacyRequest : Entity<PrivacyRequest>
{
    public PrivacyWish Wish { get; private init; }
    public string Words { get; private init; } = "";
    public string? Name { get; private init; }
    [Personal] public string? Phone { get; private init; }
    [Personal] public string? Email { get; private init; }

    /// <summary>The language in which it was asked.</summary>
    public string Language { get; private init; } = "";
    public Id<Customer>? CustomerId { get; private set; }
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>The last day for the answer.</summary>
    public DateOnly DueOn { get; private init; }
    public PrivacyState State { get; private set; }

    /// <summary>What the asker is told: what was done, or why not.</summary>
    public string? Answer { get; private set; }
    public Id<Person>? AnsweredBy { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <param name="due">The last day for the answer.</param>
    public static PrivacyRequest Of(PrivacyAsked asked, string language, DateTimeOffset at, DateOnly due)
    {
        Refuse.Field("Phone", asked.CustomerId is null && string.IsNullOrWhiteSpace(asked.Phone) && string.IsNullOrWhiteSpace(asked.Email), "contact.privacy.no_way_back");
        return new()
        {
            Wish = asked.Wish, Words = asked.Words?.Trim() ?? "", Name = Tidy(asked.Name), Phone = Tidy(asked.Phone), Email = Tidy(asked.Email), CustomerId = asked.CustomerId, Language = language, ReceivedAt = at, DueOn = due,
        };
    }

    /// <summary>Somebody of the firm made sure whose it is.</summary>
    public void BelongsTo(Id<Customer> customer)
    {
        Refuse.If(State != PrivacyState.Open, "contact.privacy.answered_already");
        CustomerId = customer;
    }

    /// <param name="done">Whether what was asked for was done; else it is refused, and the answer says why.</param>
    public void End(bool done, string answer, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State != PrivacyState.Open, "contact.privacy.answered_already");
        Refuse.Field("Answer", string.IsNullOrWhiteSpace(answer), "contact.privacy.answer_missing");
        Refuse.If(done && CustomerId is null, "contact.privacy.whose");
        (State, Answer, AnsweredBy, AnsweredAt) = (done ? PrivacyState.Done : PrivacyState.Refused, answer.Trim(), by, at);
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What is asked, and by whom as far as it is known.</summary>
internal sealed record PrivacyAsked(PrivacyWish Wish, string? Words, Id<Customer>? CustomerId = null, string? Name = null, string? Phone = null, string? Email = null);

internal sealed class PrivacyRequestTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<PrivacyRequest>(request =>
    {
        request.ToTable("contact_privacy_request");
        request.HasKey(r => r.Id);
        request.Property(r => r.Wish).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.Language).HasMaxLength(10);
        request.Property(r => r.Name).HasMaxLength(120);
        request.Property(r => r.Phone).HasMaxLength(60);
        request.Property(r => r.Email).HasMaxLength(200);
        request.Property(r => r.Words).HasMaxLength(2000);
        request.Property(r => r.Answer).HasMaxLength(2000);
        request.HasIndex(r => new { r.State, r.DueOn });
        request.HasIndex(r => new { r.CustomerId, r.ReceivedAt });
    });
}
