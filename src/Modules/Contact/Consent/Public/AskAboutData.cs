using System.ComponentModel.DataAnnotations;
using Guanxi.Contact.Privacy;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Consent.Public;

/// <summary>Takes what somebody asks about their data: by a customer's private link, or by the public form. Answers with the secret by which they follow it.</summary>
[NeedsNoRight("Whoever's data the firm may keep, may ask.")]
internal sealed record AskAboutData : IUseCase<string>
{
    /// <summary>A customer's private link; null for the public form.</summary>
    [StringLength(100)] public string? Secret { get; set; }
    public PrivacyWish Wish { get; set; }
    [StringLength(2000)] public string? Words { get; set; }
    [StringLength(120)] public string? Name { get; set; }
    [StringLength(60)] public string? Phone { get; set; }

    /// <summary>A field left empty comes as an empty text, which is no address and no mistake.</summary>
    [StringLength(200), EmailAddress] public string? Email { get; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }
    [StringLength(10)] public string Language { get; set; } = "";

    /// <summary>A field that people don't see; programs fill it in.</summary>
    [StringLength(500)] public string? Website { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<AskAboutData, string>
    {
        /// <summary>More than these wait because of a flood, which nobody reads.</summary>
        private const int MostWaiting = 2_000;

        /// <summary>Of one customer: whoever got hold of a link shall not fill the list.</summary>
        private const int MostOpen = 5;

        public async Task<string> Handle(AskAboutData request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!string.IsNullOrEmpty(request.Website), "contact.privacy.looks_like_a_program");
            Refuse.Field(nameof(Words), request.Wish is PrivacyWish.Correct or PrivacyWish.Explain && string.IsNullOrWhiteSpace(request.Words), "contact.privacy.words_missing");
            var now = clock.GetUtcNow();
            if (!string.IsNullOrEmpty(request.Secret))
            {
                var customer = (await db.PreferenceLinkOf(request.Secret, now, ct)).Whose();
                Refuse.If(await db.Set<PrivacyRequest>().CountAsync(r => r.CustomerId == customer && r.State == PrivacyState.Open, ct) >= MostOpen, "contact.privacy.asked_enough");
                await db.Receive(new(request.Wish, request.Words, customer), request.Language, now, ct);
                return request.Secret;
            }
            Refuse.If(await db.Set<PrivacyRequest>().Where(r => r.State == PrivacyState.Open && r.CustomerId == null).Take(MostWaiting).CountAsync(ct) == MostWaiting, "contact.privacy.full");
            var secret = SecretToken.New();
            var asked = await db.Receive(new(request.Wish, request.Words, null, request.Name, request.Phone, request.Email), request.Language, now, ct);
            db.Add(PreferenceLink.For(asked.Id, secret, now));
            return secret;
        }
    }
}

/// <summary>What a stranger may know: what the firm is called, and how long it takes to answer.</summary>
[NeedsNoRight("It stands over the door.")]
internal sealed record FirmThatAnswers : IQuestion<AnsweringFirm>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<FirmThatAnswers, AnsweringFirm>
    {
        public async Task<AnsweringFirm> Handle(FirmThatAnswers request, Actor actor, CancellationToken ct) => new((await db.Setting<FirmSettings>(ct)).Name, (await db.Setting<ConsentSettings>(ct)).AnswerDays);
    }
}

/// <param name="Name">The firm's.</param>
/// <param name="Days">Within which it answers.</param>
internal sealed record AnsweringFirm(string Name, int Days);
