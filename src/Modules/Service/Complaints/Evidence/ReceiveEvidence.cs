using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Service.Complaints.Steps;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Evidence;

/// <summary>Keeps files and judges them by what they are. Before any transaction: large files must not hold up people at the write gate.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record ReceiveEvidence : IQuestion<IReadOnlyList<KeptFile>>, IConcerns<Customer>
{
    /// <summary>The name of the input, and of what is refused.</summary>
    public const string Input = "files";

    public Id<Customer> CustomerId { get; init; }
    public Id<Complaint> ComplaintId { get; init; }
    public required IReadOnlyList<IFormFile> Files { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, EvidenceStore store, Texts texts) : IHandler<ReceiveEvidence, IReadOnlyList<KeptFile>>
    {
        public async Task<IReadOnlyList<KeptFile>> Handle(ReceiveEvidence request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!await db.Set<Complaint>().AnyAsync(c => c.CustomerId == request.CustomerId && c.Id == request.ComplaintId, ct), "service.complaint.not_found");
            var rules = await db.FileRules(ct);
            Refuse.Field(Input, request.Files.Count == 0, "service.evidence.none_chosen");
            Refuse.Field(Input, request.Files.Count > rules.MostFiles, "service.evidence.too_many", rules.MostFiles);
            var kept = new List<KeptFile>();
            try
            {
                foreach (var file in request.Files) kept.Add(await Keep(file, rules, ct));
                return kept;
            }
            catch
            {
                store.Discard(kept);
                throw;
            }
        }

        private async Task<KeptFile> Keep(IFormFile sent, FileRules rules, CancellationToken ct)
        {
            var name = FileNames.Clean(sent.FileName);
            var kind = FileKinds.ByName(name);
            // By the name first: what is not taken anyway need not be read.
            Refuse.Field(Input, kind is null || !rules.Groups.Contains(kind.Group), "service.evidence.not_permitted", name, rules.Say(texts));
            await using var content = sent.OpenReadStream();
            var stored = await store.Files.Keep(content, rules.MostBytes, ct);
            Refuse.Field(Input, stored is null, "service.evidence.too_large", name, rules.MostMegabytes);
            try
            {
                Refuse.Field(Input, stored.Bytes == 0, "service.evidence.empty", name);
                await using var written = store.Files.Open(stored.Name)!;
                Refuse.Field(Input, !await Task.Run(() => kind.Is(written), ct), "service.evidence.not_what_it_says", name, Path.GetExtension(name));
                return new(name, kind, stored);
            }
            catch
            {
                store.Files.Remove(stored.Name);
                throw;
            }
        }
    }
}
