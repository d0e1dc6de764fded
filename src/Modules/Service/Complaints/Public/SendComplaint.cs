using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Staff;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public;

/// <summary>Takes what a customer sends by the public form: a complaint or a suggestion, with photos. Answers with the secret of the private link.</summary>
[NeedsNoRight("Whoever has something to complain of may say so.")]
internal sealed record SendComplaint : IUseCase<string>
{
    public bool Suggestion { get; set; }
    [Required, StringLength(2000)] public string? Words { get; set; }
    [StringLength(2000)] public string? Wish { get; set; }
    [StringLength(120)] public string? Name { get; set; }
    [StringLength(60)] public string? Phone { get; set; }

    /// <summary>A field left empty comes as an empty text, which is no address and no mistake.</summary>
    [StringLength(200), EmailAddress] public string? Email { get; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }
    [StringLength(60)] public string? OrderNumber { get; set; }

    /// <summary>The shop whose sign was followed.</summary>
    public Id<Unit>? UnitId { get; set; }
    [StringLength(10)] public string Language { get; set; } = "";

    /// <summary>A field that people don't see; programs fill it in.</summary>
    [StringLength(500)] public string? Website { get; set; }

    /// <summary>From <see cref="FormOnce"/>: the same form sent again is the same complaint.</summary>
    [StringLength(1000)] public string? Once { get; set; }

    /// <summary>No body and no form says where photos are: the page opens them.</summary>
    internal IReadOnlyList<SentPhoto> Photos { get; init; } = [];

    internal sealed class Handler(GuanxiDb db, PhotoStore photos, IDataProtectionProvider seals, TimeProvider clock) : IHandler<SendComplaint, string>
    {
        /// <summary>More than these wait because of a flood: nobody reads them, and their photos would fill the disk.</summary>
        private const int MostWaiting = 2_000;

        public async Task<string> Handle(SendComplaint request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!string.IsNullOrEmpty(request.Website), "service.public.looks_like_a_program");
            var secret = FormOnce.Open(seals, request.Once) ?? SecretToken.New();
            var hash = SecretToken.HashOf(secret);
            if (await db.Set<ComplaintLink>().AnyAsync(l => l.Hash == hash, ct))
            {
                if (await Said(request, hash, ct)) return secret;
                // Somebody wrote something else into a form that was sent already: it counts, under a link of its own.
                secret = SecretToken.New();
            }
            Refuse.Field(nameof(Photos), request.Photos.Count > PhotoStore.Most, "service.public.too_many_photos", PhotoStore.Most);
            Refuse.If(await db.Set<Incoming>().Where(i => i.State == IncomingState.Waiting).Take(MostWaiting).CountAsync(ct) == MostWaiting, "service.public.full");
            var now = clock.GetUtcNow();
            // An unknown shop is an old sign: what the customer wrote counts all the same.
            var unit = request.UnitId is { } wanted && await db.UnitNames().AnyAsync(u => u.Id == wanted && u.Open, ct) ? request.UnitId : null;
            var incoming = Incoming.Of(request.Suggestion, request.Words!, request.Wish, request.Name, request.Phone, request.Email, request.OrderNumber, unit, request.Language, now);
            var kept = new List<Photo>();
            try
            {
                foreach (var photo in request.Photos) kept.Add(await photos.Keep(incoming.Id, photo, ct));
            }
            catch
            {
                foreach (var photo in kept) photos.Files.Remove(photo.StoredAs);
                throw;
            }
            db.Add(incoming);
            db.AddRange(kept);
            db.Add(ComplaintLink.For(incoming.Id, secret, now));
            return secret;
        }

        // Whether what the form says now is what came in by it.
        private async Task<bool> Said(SendComplaint request, string hash, CancellationToken ct)
        {
            var came = await (from link in db.Set<ComplaintLink>() join incoming in db.Set<Incoming>() on link.IncomingId equals incoming.Id where link.Hash == hash select new { incoming.Id, incoming.Words, incoming.IsSuggestion, incoming.Phone }).FirstOrDefaultAsync(ct);
            return came is null || (came.Words == request.Words?.Trim() && came.IsSuggestion == request.Suggestion && came.Phone == (string.IsNullOrWhiteSpace(request.Phone) ? null : request.Phone.Trim()) && await db.Set<Photo>().CountAsync(p => p.IncomingId == came.Id, ct) == request.Photos.Count);
        }
    }
}
