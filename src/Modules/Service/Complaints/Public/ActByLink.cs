using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Service.Complaints.Evidence;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public;

/// <summary>What a customer can do by the private link.</summary>
internal enum LinkAct { Add, Accept, Refuse, Rate, Object, Reopen }

/// <summary>Does what a customer asks for by the private link: adds a word or photos, accepts or refuses what is offered, says how satisfied they are, objects, or opens the complaint again.</summary>
[NeedsNoRight("The link's secret proves whose it is.")]
internal sealed record ActByLink : IUseCase<bool>
{
    [StringLength(100)] public string? Secret { get; set; }
    public LinkAct Act { get; set; }
    [StringLength(2000)] public string? Words { get; set; }

    /// <summary>1 very dissatisfied … 5 very satisfied.</summary>
    [Range(1, 5)] public int? Satisfaction { get; set; }

    /// <summary>What the customer shows, with a word that is added.</summary>
    internal IReadOnlyList<SentPhoto> Photos { get; init; } = [];

    internal sealed class Handler(GuanxiDb db, ComplaintTasks tasks, EvidenceStore store, TimeProvider clock) : IHandler<ActByLink, bool>
    {
        // Whoever has a link could otherwise fill the log.
        private const int MostAdded = 20;

        public async Task<bool> Handle(ActByLink request, Actor actor, CancellationToken ct)
        {
            var link = await db.LinkOf(request.Secret, clock.GetUtcNow(), ct);
            Refuse.If(link is not { CustomerId: not null, ComplaintId: not null }, "service.link.not_taken_up");
            var (complaint, time) = await db.ToActOn(link.CustomerId.Value, link.ComplaintId.Value, clock.GetUtcNow(), ct);
            var settings = await db.Setting<ComplaintSettings>(ct);
            switch (request.Act)
            {
                case LinkAct.Accept or LinkAct.Refuse: await db.TakeAnswer(complaint, request.Act == LinkAct.Accept, request.Words, null, time, ct); break;
                case LinkAct.Rate: await Rate(request, complaint, settings, time, ct); break;
                case LinkAct.Object: db.Add(complaint.RaiseObjection(request.Words ?? "", time.Now)); break;
                case LinkAct.Reopen: db.Add(complaint.Reopen(request.Words ?? "", null, time, settings.ReopenDays)); break;
                default: await Add(request, complaint, time, ct); break;
            }
            if (ToldAs(request.Act, complaint) is { } what) await tasks.CustomerDid(complaint, what, settings, time, ct);
            return true;
        }

        // Who is satisfied leaves nothing to do.
        private static string? ToldAs(LinkAct act, Complaint complaint) => act switch
        {
            LinkAct.Add => "customer_added",
            LinkAct.Accept => "customer_accepted",
            LinkAct.Refuse => "customer_refused",
            LinkAct.Object => "customer_objected",
            LinkAct.Reopen => "customer_reopened",
            _ => complaint is { State: ComplaintState.Open, Step: ComplaintStep.Solve } ? "customer_dissatisfied" : null,
        };

        private async Task Rate(ActByLink request, Complaint complaint, ComplaintSettings settings, StepClock time, CancellationToken ct)
        {
            db.Add(complaint.FollowUp(new(Reached: true, request.Satisfaction, request.Words), null, time, settings.LeastScore, settings.MostAttempts));
            await tasks.Visited(complaint, settings, request.Words, complaint.HandlerId ?? Actor.System.Id, time.Now, ct);
        }

        // A word or a photo from the customer is what the firm may have waited for.
        private async Task Add(ActByLink request, Complaint complaint, StepClock time, CancellationToken ct)
        {
            Refuse.If(complaint.State == ComplaintState.Closed, "service.complaint.closed_already");
            Refuse.If(await db.CountAdded(complaint, ct) >= MostAdded, "service.link.said_enough");
            if (request.Photos.Count > 0) await Show(request.Photos, complaint, time, ct);
            if (request.Photos.Count == 0 || !string.IsNullOrWhiteSpace(request.Words)) db.Add(complaint.Add(request.Words ?? "", null, time.Now));
            if (complaint.PausedAt is not null) db.Add(complaint.Resume(null, null, time));
        }

        private async Task Show(IReadOnlyList<SentPhoto> photos, Complaint complaint, StepClock time, CancellationToken ct)
        {
            Refuse.Field(nameof(Photos), photos.Count > PhotoStore.Most, "service.public.too_many_photos", PhotoStore.Most);
            var there = await db.Set<EvidenceFile>().CountAsync(f => f.CustomerId == complaint.CustomerId && f.ComplaintId == complaint.Id && f.AddedBy == null, ct);
            Refuse.Field(nameof(Photos), there + photos.Count > MostAdded, "service.link.shown_enough", MostAdded);
            var kept = new List<KeptFile>();
            try
            {
                // Nothing is told by the name that the sender's phone gave it.
                foreach (var photo in photos)
                {
                    var (stored, kind) = await PhotoStore.Judge(photo, store.Files, ct);
                    kept.Add(new($"{there + kept.Count + 1}.{kind.Endings[0]}", kind, stored));
                }
            }
            catch
            {
                store.Discard(kept);
                throw;
            }
            db.AddRange(kept.Select(f => EvidenceFile.Of(complaint, complaint.Step, f, null, time.Now)));
            db.Add(complaint.ShowFiles(null, null, time.Now));
        }
    }
}
