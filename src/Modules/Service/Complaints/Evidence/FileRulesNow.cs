using Guanxi.Contact;
using Guanxi.Data;

namespace Guanxi.Service.Complaints.Evidence;

/// <summary>Which files may be added to a complaint.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record FileRulesNow : IQuestion<FileRules>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<FileRulesNow, FileRules>
    {
        public Task<FileRules> Handle(FileRulesNow request, Actor actor, CancellationToken ct) => db.FileRules(ct);
    }
}
