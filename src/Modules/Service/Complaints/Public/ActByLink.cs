using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;

namespace Guanxi.Service.Complaints.Public;

/// <summary>What a customer can do by the private link.</summary>
internal enum LinkAct { Add, Accept, Refuse, Rate, Object, Reopen }

/// <summary>Does what a customer asks for by the private link: adds a word, accepts or refuses what is offered, says how satisfied they are, objects, or opens the complaint again.</summary>
[NeedsNoRight("The link's secret proves whose it is.")]
internal sealed record ActByLink : IUseCase<bool>
{
    [StringLength(100)] public string? Secret { get; set; }
    public LinkAct Act { get; set; }
    [StringLength(2000)] public string? Words { get; set; }

    /// <summary>1 very dissatisfied … 5 very satisfied.</summary>
    [Range(1, 5)] public int? Satisfaction { get; set; }

    internal sealed class Handler(GuanxiDb db, ComplaintTasks tasks, TimeProvider clock) : IHandler<ActByLink, bool>
    {
        // Whoever has a link could otherwise fill the log.
        private const int MostAdded = 20;

        public async Task<bool> Handle(ActByLink request, Actor actor, CancellationToken ct)
        {
            var link = await db.LinkOf(request.Secret, clock.GetUtcNow(), ct);
            Refuse.If(link is not { CustomerId: not null, ComplaintId: not null }, "service.link.not_taken_up");
            var (complaint, time) = await db.ToActOn(link.CustomerId.Value, link.ComplaintId.Value, clock.GetUtcNow(), ct);
            switch (request.Act)
            {
                case LinkAct.Accept or LinkAct.Refuse: await db.TakeAnswer(complaint, request.Act == LinkAct.Accept, request.Words, null, time, ct); break;
                case LinkAct.Rate: await Rate(request, complaint, time, ct); break;
                case LinkAct.Object: db.Add(complaint.RaiseObjection(request.Words ?? "", time.Now)); break;
                case LinkAct.Reopen: db.Add(complaint.Reopen(request.Words ?? "", null, time, (await db.Setting<ComplaintSettings>(ct)).ReopenDays)); break;
                default: await Add(request, complaint, time, ct); break;
            }
            return true;
        }

        private async Task Rate(ActByLink request, Complaint complaint, StepClock time, CancellationToken ct)
        {
            var settings = await db.Setting<ComplaintSettings>(ct);
            db.Add(complaint.FollowUp(new(Reached: true, request.Satisfaction, request.Words), null, time, settings.LeastScore, settings.MostAttempts));
            await tasks.Visited(complaint, settings, request.Words, complaint.HandlerId ?? Actor.System.Id, time.Now, ct);
        }

        // A word from the customer is what the firm may have waited for.
        private async Task Add(ActByLink request, Complaint complaint, StepClock time, CancellationToken ct)
        {
            Refuse.If(complaint.State == ComplaintState.Closed, "service.complaint.closed_already");
            Refuse.If(await db.CountAdded(complaint, ct) >= MostAdded, "service.link.said_enough");
            db.Add(complaint.Add(request.Words ?? "", null, time.Now));
            if (complaint.PausedAt is not null) db.Add(complaint.Resume(null, null, time));
        }
    }
}
