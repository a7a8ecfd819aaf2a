Console.WriteLine("callqa");
