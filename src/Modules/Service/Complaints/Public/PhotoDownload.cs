using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Public.Inbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public;

/// <summary>A photo that came with a complaint, for who may see that.</summary>
[Needs(ServiceRights.Read)]
internal sealed record PhotoOf : IQuestion<PhotoFile>
{
    public Id<Photo> PhotoId { get; init; }

    internal sealed class Handler(GuanxiDb db, PhotoStore store, IReach<Customer> reach) : IHandler<PhotoOf, PhotoFile>
    {
        public async Task<PhotoFile> Handle(PhotoOf request, Actor actor, CancellationToken ct)
        {
            var photo = Refuse.Missing(await db.Set<Photo>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.PhotoId, ct), "service.photo.not_found");
            var incoming = await db.Set<Incoming>().AsNoTracking().FirstAsync(i => i.Id == photo.IncomingId, ct);
            // Before it is anybody's, by the unit; afterwards by the customer.
            var may = incoming.CustomerId is { } customer ? await reach.Reaches(actor, customer, ct) : await db.IncomingFor(actor).AnyAsync(i => i.Id == incoming.Id, ct);
            Refuse.If(!may, "service.photo.not_found");
            return new(Refuse.Missing(store.Files.Open(photo.StoredAs), "service.photo.not_here"), photo.MediaType);
        }
    }
}

/// <summary>A picture to show.</summary>
internal sealed record PhotoFile(Stream Content, string MediaType);

internal static class PhotoDownload
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/complaints/photos/{photoId}", async (Id<Photo> photoId, HttpContext http, Asker asker, CancellationToken ct) =>
    {
        var found = await asker.Run(new PhotoOf { PhotoId = photoId }, ct);
        if (!found.Ok) return Results.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Stream(found.Value.Content, found.Value.MediaType, enableRangeProcessing: true);
    }).RequireAuthorization().ExcludeFromDescription();
}
