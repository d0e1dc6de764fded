using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Http;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Evidence;

/// <summary>Adds files that show something to a step of a complaint: the present one, or one that was done before.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record AddEvidence : OnComplaint, IUseCase<bool>
{
    /// <summary>The present one where not said.</summary>
    public ComplaintStep? Step { get; set; }

    /// <summary>From <see cref="ReceiveEvidence"/> alone: no body and no form says where files lie.</summary>
    internal IReadOnlyList<KeptFile> Files { get; init; } = [];

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<AddEvidence, bool>
    {
        /// <summary>The log's line holds so much.</summary>
        private const int MostLetters = 2000;

        public async Task<bool> Handle(AddEvidence request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(ReceiveEvidence.Input, request.Files.Count == 0, "service.evidence.none_chosen");
            var (complaint, time) = await db.ToActOn(request.CustomerId, request.ComplaintId, clock.GetUtcNow(), ct);
            var step = request.Step ?? complaint.Step;
            Refuse.Field(nameof(Step), step > complaint.Step, "service.evidence.step_to_come");
            var (most, there) = ((await db.FileRules(ct)).MostFiles, await db.Set<EvidenceFile>().CountAsync(f => f.CustomerId == complaint.CustomerId && f.ComplaintId == complaint.Id && f.Step == step && f.AddedBy != null, ct));
            Refuse.Field(ReceiveEvidence.Input, there + request.Files.Count > most, "service.evidence.too_many", most);
            db.AddRange(request.Files.Select(f => EvidenceFile.Of(complaint, step, f, actor.Id, time.Now)));
            var names = string.Join(" · ", request.Files.Select(f => f.Name));
            db.Add(complaint.ShowFiles(names.Within(MostLetters), actor.Id, time.Now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/complaints/{complaintId}/evidence",
        async (Id<Customer> customerId, Id<Complaint> complaintId, Named<ComplaintStep>? step, HttpRequest request, EvidenceStore store, Asker asker, CancellationToken ct) =>
        {
            var received = await Receive(customerId, complaintId, request, asker, ct);
            if (!received.Ok) return asker.Problem(received.Refusal, received.Args, received.Fields);
            var answer = await asker.Answer(new AddEvidence { CustomerId = customerId, ComplaintId = complaintId, Step = step?.Value, Files = received.Value }, ct);
            if (answer is IStatusCodeHttpResult { StatusCode: >= 400 }) store.Discard(received.Value);
            return answer;
        }).WithMetadata(new RequestSizeLimitAttribute(Uploads.MostBytes)).Accepts<IFormFileCollection>("multipart/form-data").Produces<bool>()
        .WithSummary("Add files to a step of a complaint, as parts of the body");

    private static async Task<Outcome<IReadOnlyList<KeptFile>>> Receive(Id<Customer> customer, Id<Complaint> complaint, HttpRequest request, Asker asker, CancellationToken ct)
    {
        if (!request.HasFormContentType) return Outcome<IReadOnlyList<KeptFile>>.Refused("service.evidence.unreadable");
        try { return await asker.Run(new ReceiveEvidence { CustomerId = customer, ComplaintId = complaint, Files = (await request.ReadFormAsync(ct)).Files }, ct); }
        catch (Exception fault) when (fault is InvalidDataException || (fault is IOException and not Microsoft.AspNetCore.Http.BadHttpRequestException)) { return Outcome<IReadOnlyList<KeptFile>>.Refused("service.evidence.unreadable"); }
    }
}
