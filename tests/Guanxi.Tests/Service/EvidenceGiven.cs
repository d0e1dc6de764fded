using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Evidence;
using Microsoft.AspNetCore.Http;

namespace Guanxi.Tests.Service;

/// <summary>Files of complaints as tests need them.</summary>
internal static class EvidenceGiven
{
    /// <summary>As a form brings it.</summary>
    public static IFormFile File(string name, byte[] content) => new FormFile(new MemoryStream(content), 0, content.Length, ReceiveEvidence.Input, name);

    /// <summary>Kept, then named.</summary>
    /// <returns>The newest file of the complaint.</returns>
    public static async Task<EvidenceRow> Evidence(this GuanxiApp app, Id<Customer> customer, Id<Complaint> complaint, string name, byte[] content)
    {
        var kept = (await app.Run(new ReceiveEvidence { CustomerId = customer, ComplaintId = complaint, Files = [File(name, content)] })).Value;
        _ = (await app.Run(new AddEvidence { CustomerId = customer, ComplaintId = complaint, Files = kept })).Value;
        return (await app.Run(new EvidenceList { CustomerId = customer, ComplaintId = complaint })).Value[^1];
    }
}
