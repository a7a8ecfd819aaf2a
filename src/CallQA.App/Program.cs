using CallQA.App.Commands;

return await CommandLine.RunAsync(args);
